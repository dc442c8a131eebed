import type { Room } from 'matrix-js-sdk';
import { ClientWidgetApi, Widget } from 'matrix-widget-api';
import type { Account } from '../core/account';
import { Live } from '../core/live';
import type { Downloads } from '../media/downloads';
import { callAddress, widgetId, type CallWish } from './address';
import { CallDriver } from './driver';
import { feedCall } from './feed';

export interface CallView {
  stage: 'joining' | 'on' | 'leaving';
  /** Whether they are on; null until the call has told. */
  microphone: boolean | null;
  camera: boolean | null;
}

interface Devices { audio_enabled?: unknown; video_enabled?: unknown }

const told = (value: unknown, before: boolean | null): boolean | null => (typeof value === 'boolean' ? value : before);

/** One call of this tab: Element Call in its frame, from joining to the end. */
export class CallSession {
  readonly view = new Live<CallView>({ stage: 'joining', microphone: null, camera: null });
  readonly address: string;
  readonly since = Date.now();
  private api: ClientWidgetApi | null = null;
  private stopFeed: (() => void) | null = null;
  private ending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly account: Account, private readonly downloads: Downloads, readonly room: Room, wish: CallWish, private readonly onEnd: () => void,
  ) {
    this.address = callAddress(account, wish);
  }

  /** Connects the frame, before it has loaded. */
  attach(frame: HTMLIFrameElement): void {
    if (this.api) return;
    const widget = new Widget({ id: widgetId, creatorUserId: this.account.userId, type: 'm.custom', url: this.address, waitForIframeLoad: false, data: {} });
    const api = new ClientWidgetApi(widget, frame, new CallDriver(this.account, this.downloads, this.room));
    api.setViewedRoomId(this.room.roomId);
    this.api = api;
    this.stopFeed = feedCall(this.account, this.room, api);
    this.on('io.element.join', () => this.show({ stage: 'on' }));
    this.on('set_always_on_screen', () => undefined);
    this.on('io.element.device_mute', (devices) => this.showDevices(devices));
    this.on('im.vector.hangup', () => this.show({ stage: 'leaving' }));
    this.on('io.element.close', () => this.end());
  }

  /** Leaves the call properly; when the frame does not answer, leaves it all the same. */
  hangUp(): void {
    this.show({ stage: 'leaving' });
    void this.send('im.vector.hangup', {});
    this.ending = setTimeout(() => this.end(), 4000);
  }

  setTheme(name: 'light' | 'dark'): void {
    void this.api?.updateTheme({ name }).catch(() => undefined);
  }

  end(): void {
    clearTimeout(this.ending);
    this.stopFeed?.();
    this.api?.stop();
    this.api = null;
    this.onEnd();
  }

  /** Switches the microphone or the camera. */
  async toggle(device: 'microphone' | 'camera'): Promise<void> {
    const on = this.view.get()[device];
    if (on === null) return;
    const answer = await this.send('io.element.device_mute', { [device === 'microphone' ? 'audio_enabled' : 'video_enabled']: !on });
    if (answer) this.showDevices(answer);
  }

  private showDevices({ audio_enabled: audio, video_enabled: video }: Devices): void {
    const { microphone, camera } = this.view.get();
    this.show({ microphone: told(audio, microphone), camera: told(video, camera) });
  }

  private async send(action: string, data: Record<string, unknown>): Promise<Record<string, unknown> | null> {
    return (await this.api?.transport.send(action as never, data).catch(() => null)) ?? null;
  }

  private on(action: string, act: (data: Record<string, unknown>) => void): void {
    const api = this.api!;
    api.on(`action:${action}`, (event: CustomEvent) => {
      event.preventDefault();
      api.transport.reply(event.detail as never, {});
      act(event.detail.data as Record<string, unknown>);
    });
  }

  private show(change: Partial<CallView>): void {
    this.view.set({ ...this.view.get(), ...change });
  }
}
