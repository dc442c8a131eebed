import { ClientEvent, MatrixEventEvent, RoomEvent, RoomStateEvent, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { ClientWidgetApi } from 'matrix-widget-api';
import type { Account } from '../core/account';
import { raw } from './driver';

interface ReceivedToDevice { message: { type: string; sender: string; content: object }; encryptionInfo: object | null }

/** Hands the call what happens in its conversation, decrypted, while it lasts. Returns what ends it. */
export function feedCall(account: Account, room: Room, api: ClientWidgetApi): () => void {
  const { client } = account;
  const seen = new Set<string>();
  const ignore = () => undefined;
  const feed = (event: MatrixEvent) => {
    const id = event.getId();
    if (!id || event.getRoomId() !== room.roomId || event.isState() || seen.has(id)) return;
    if (event.isBeingDecrypted() || event.isDecryptionFailure() || event.status) return;
    seen.add(id);
    api.feedEvent(raw(event)).catch(ignore);
  };
  const onTimeline = (event: MatrixEvent, _room: Room | undefined, toStart: boolean | undefined, _removed: boolean, data: { liveEvent?: boolean }) => {
    if (!toStart && data.liveEvent) feed(event);
  };
  const onDecrypted = (event: MatrixEvent) => {
    if (event.getTs() > Date.now() - 60_000) feed(event);
  };
  const onState = (event: MatrixEvent) => {
    if (event.getRoomId() === room.roomId) api.feedStateUpdate(raw(event)).catch(ignore);
  };
  const onToDevice = ({ message, encryptionInfo }: ReceivedToDevice) => {
    api.feedToDevice(message as never, encryptionInfo !== null).catch(ignore);
  };
  room.on(RoomEvent.Timeline, onTimeline as never);
  client.on(MatrixEventEvent.Decrypted, onDecrypted);
  client.on(RoomStateEvent.Events, onState);
  client.on(ClientEvent.ReceivedToDeviceMessage, onToDevice as never);
  return () => {
    room.off(RoomEvent.Timeline, onTimeline as never);
    client.off(MatrixEventEvent.Decrypted, onDecrypted);
    client.off(RoomStateEvent.Events, onState);
    client.off(ClientEvent.ReceivedToDeviceMessage, onToDevice as never);
  };
}
