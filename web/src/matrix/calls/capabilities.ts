/** What Element Call may do on the person's behalf: speak and listen about this one call, in this one conversation. */
export function allowedCapabilities(requested: Set<string>, roomId: string, userId: string, deviceId: string): Set<string> {
  const event = 'org.matrix.msc2762';
  const both = (type: string) => [`${event}.send.event:${type}`, `${event}.receive.event:${type}`];
  const toDevice = (type: string) => [`org.matrix.msc3819.send.to_device:${type}`, `org.matrix.msc3819.receive.to_device:${type}`];
  const member = 'org.matrix.msc3401.call.member';
  const allowed = new Set([
    'm.always_on_screen',
    'org.matrix.msc4039.download_file',
    'org.matrix.msc3846.turn_servers',
    'org.matrix.msc4157.send.delayed_event',
    'org.matrix.msc4157.update_delayed_event',
    'org.matrix.msc4407.send.sticky_event',
    'org.matrix.msc4407.receive.sticky_event',
    'org.matrix.msc4515.rtc_transports',
    `${event}.timeline:${roomId}`,
    `${event}.send.event:org.matrix.msc4075.call.notify`,
    `${event}.send.event:org.matrix.msc4075.rtc.notification`,
    ...['io.element.call.encryption_keys', 'm.reaction', 'm.room.redaction', 'io.element.call.reaction', 'org.matrix.msc4310.rtc.decline', 'org.matrix.msc4143.rtc.member'].flatMap(both),
    ...[userId, `_${userId}_${deviceId}_m.call`, `${userId}_${deviceId}_m.call`, `_${userId}_${deviceId}`, `${userId}_${deviceId}`].map((key) => `${event}.send.state_event:${member}#${key}`),
    ...['m.room.create', 'm.room.name', 'm.room.member', 'm.room.encryption', member].map((type) => `${event}.receive.state_event:${type}`),
    `${event}.receive.state_event:m.room.member#${userId}`,
    'io.element.call.encryption_keys',
    ...['io.element.call.encryption_keys', 'm.call.invite', 'm.call.candidates', 'm.call.answer', 'm.call.hangup', 'm.call.reject', 'm.call.select_answer', 'm.call.negotiate', 'm.call.sdp_stream_metadata_changed', 'org.matrix.call.sdp_stream_metadata_changed', 'm.call.replaces'].flatMap(toDevice),
  ]);
  return new Set([...requested].filter((capability) => allowed.has(capability)));
}
