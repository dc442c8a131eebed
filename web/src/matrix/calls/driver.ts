import { Direction, MatrixError, type MatrixEvent, type Room } from 'matrix-js-sdk';
import {
  OpenIDRequestState, WidgetDriver, type IOpenIDUpdate, type IReadEventRelationsResult, type IRoomEvent, type IRtcTransportsResult,
  type ISendDelayedEventDetails, type ISendEventDetails, type IWidgetApiErrorResponseDataDetails, type SimpleObservable,
} from 'matrix-widget-api';
import type { Account } from '../core/account';
import type { Downloads } from '../media/downloads';
import { allowedCapabilities } from './capabilities';

type DeviceMessages = Record<string, Record<string, object>>;

/** What the embedded call asks of the account, done with the account's client and keys. */
export class CallDriver extends WidgetDriver {
  constructor(private readonly account: Account, private readonly downloads: Downloads, private readonly room: Room) {
    super();
  }

  private get client() {
    return this.account.client;
  }

  override async validateCapabilities(requested: Set<string>): Promise<Set<string>> {
    return allowedCapabilities(requested, this.room.roomId, this.account.userId, this.account.session.deviceId);
  }

  override async sendEvent(type: string, content: unknown, stateKey: string | null = null): Promise<ISendEventDetails> {
    const { roomId } = this.room;
    const body = content as Record<string, unknown>;
    if (stateKey !== null) return this.sent(await this.client.sendStateEvent(roomId, type as never, body as never, stateKey));
    if (type === 'm.room.redaction') return this.sent(await this.client.redactEvent(roomId, String(body.redacts)));
    return this.sent(await this.client.sendEvent(roomId, type as never, body as never));
  }

  override async sendStickyEvent(duration: number, type: string, content: unknown): Promise<ISendEventDetails> {
    return this.sent(await this.client._unstable_sendStickyEvent(this.room.roomId, duration, null, type as never, content as never));
  }

  override async sendDelayedEvent(delay: number, type: string, content: unknown, stateKey: string | null = null): Promise<ISendDelayedEventDetails> {
    const { roomId } = this.room;
    const answer = stateKey === null
      ? await this.client._unstable_sendDelayedEvent(roomId, { delay }, null, type as never, content as never)
      : await this.client._unstable_sendDelayedStateEvent(roomId, { delay }, type as never, content as never, stateKey);
    return { roomId, delayId: answer.delay_id };
  }

  override async sendDelayedStickyEvent(delay: number, duration: number, type: string, content: unknown): Promise<ISendDelayedEventDetails> {
    const { roomId } = this.room;
    const answer = await this.client._unstable_sendStickyDelayedEvent(roomId, duration, { delay }, null, type as never, content as never);
    return { roomId, delayId: answer.delay_id };
  }

  override async cancelScheduledDelayedEvent(delayId: string): Promise<void> {
    await this.client._unstable_cancelScheduledDelayedEvent(delayId);
  }

  override async restartScheduledDelayedEvent(delayId: string): Promise<void> {
    await this.client._unstable_restartScheduledDelayedEvent(delayId);
  }

  override async sendScheduledDelayedEvent(delayId: string): Promise<void> {
    await this.client._unstable_sendScheduledDelayedEvent(delayId);
  }

  override async sendToDevice(type: string, encrypted: boolean, messages: DeviceMessages): Promise<void> {
    const entries = Object.entries(messages).flatMap(([userId, devices]) =>
      Object.entries(devices).map(([deviceId, payload]) => ({ userId, deviceId, payload })));
    if (!encrypted) {
      await this.client.queueToDevice({ eventType: type, batch: entries as never });
      return;
    }
    const crypto = this.client.getCrypto()!;
    const byPayload = Map.groupBy(entries, ({ payload }) => JSON.stringify(payload));
    for (const [payload, devices] of byPayload) {
      const recipients = devices.map(({ userId, deviceId }) => ({ userId, deviceId }));
      await this.client.queueToDevice(await crypto.encryptToDeviceMessages(type, recipients, JSON.parse(payload) as Record<string, unknown>));
    }
  }

  override async readRoomState(_roomId: string, type: string, stateKey: string | undefined): Promise<IRoomEvent[]> {
    const state = this.room.getLiveTimeline().getState(Direction.Forward);
    if (stateKey === undefined) return (state?.getStateEvents(type) ?? []).map(raw);
    const event = state?.getStateEvents(type, stateKey);
    return event ? [raw(event)] : [];
  }

  override async readRoomTimeline(_roomId: string, type: string, msgtype: string | undefined, stateKey: string | undefined, limit: number): Promise<IRoomEvent[]> {
    const fits = (event: MatrixEvent) =>
      event.getType() === type && (msgtype === undefined || event.getContent().msgtype === msgtype) && (stateKey === undefined || event.getStateKey() === stateKey);
    return this.room.getLiveTimeline().getEvents().filter(fits).slice(-(limit || 100)).reverse().map(raw);
  }

  override async readStickyEvents(): Promise<IRoomEvent[]> {
    return [...this.room._unstable_getStickyEvents()].map(raw);
  }

  override async readEventRelations(
    eventId: string, _roomId?: string, relationType?: string, eventType?: string, from?: string, to?: string, limit?: number, direction?: 'f' | 'b',
  ): Promise<IReadEventRelationsResult> {
    const page = await this.client.relations(this.room.roomId, eventId, relationType ?? null, eventType ?? null, {
      ...(from ? { from } : {}), ...(to ? { to } : {}), ...(limit ? { limit } : {}), dir: direction === 'f' ? Direction.Forward : Direction.Backward,
    });
    return {
      chunk: page.events.map(raw),
      ...(page.nextBatch ? { nextBatch: page.nextBatch } : {}),
      ...(page.prevBatch ? { prevBatch: page.prevBatch } : {}),
    };
  }

  override askOpenID(observer: SimpleObservable<IOpenIDUpdate>): void {
    this.client.getOpenIdToken().then(
      (token) => observer.update({ state: OpenIDRequestState.Allowed, token }),
      () => observer.update({ state: OpenIDRequestState.Blocked }),
    );
  }

  override async getRtcTransports(): Promise<IRtcTransportsResult> {
    return { rtc_transports: (await this.client._unstable_getRTCTransports()) as never };
  }

  override async downloadFile(contentUri: string): Promise<{ file: XMLHttpRequestBodyInit }> {
    return { file: await this.downloads.blob({ url: contentUri, encryption: null, mimeType: 'application/octet-stream' }) };
  }

  override getKnownRooms(): string[] {
    return [this.room.roomId];
  }

  override processError(error: unknown): IWidgetApiErrorResponseDataDetails | undefined {
    return error instanceof MatrixError ? { matrix_api_error: error.asWidgetApiErrorData() } : undefined;
  }

  private sent(answer: { event_id: string }): ISendEventDetails {
    return { roomId: this.room.roomId, eventId: answer.event_id };
  }
}

/** The event as the call wants it: decrypted. */
export const raw = (event: MatrixEvent): IRoomEvent => event.getEffectiveEvent() as unknown as IRoomEvent;
