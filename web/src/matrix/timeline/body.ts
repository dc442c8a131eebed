import type { MatrixEvent } from 'matrix-js-sdk';
import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api';
import type { EncryptionInfo, MediaSource, MessageBody, UndecryptableCause } from './types';

type Content = Record<string, unknown>;

const causes: Record<string, UndecryptableCause> = {
  [DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED]: 'beforeJoining',
  [DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED]: 'unverifiedDevice',
  [DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP]: 'noBackup',
  [DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP]: 'lost',
  [DecryptionFailureCode.MEGOLM_KEY_WITHHELD]: 'withheld',
  [DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE]: 'unverifiedDevice',
  [DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED]: 'senderChanged',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const record = (value: unknown): Content => (typeof value === 'object' && value !== null ? (value as Content) : {});

function source(url: unknown, file: unknown, mimeType: unknown): MediaSource | null {
  const encryption = text(record(file).url) ? (file as EncryptionInfo) : null;
  const from = encryption?.url ?? text(url);
  return from.startsWith('mxc://') ? { url: from, encryption, mimeType: text(mimeType) || 'application/octet-stream' } : null;
}

function fileBody(kind: 'image' | 'video' | 'audio' | 'file', content: Content): MessageBody {
  const info = record(content.info);
  const filename = text(content.filename);
  const body = text(content.body);
  const details = {
    source: source(content.url, content.file, info.mimetype),
    name: filename || body,
    size: number(info.size),
    caption: filename && body !== filename ? body : '',
    thumbnail: source(info.thumbnail_url, info.thumbnail_file, record(info.thumbnail_info).mimetype),
    blurhash: text(info['xyz.amorgan.blurhash']),
  };
  return kind === 'image' ? { kind, ...details, width: number(info.w), height: number(info.h) } : { kind, ...details };
}

/** Replies of old clients repeat what they answer; it is shown beside the reply instead. */
export const withoutQuote = (body: string): string => body.replace(/^(> .*(\n|$))+\n?/, '');

/** What a text message says, from its content. */
export function textBody(content: Content, isReply: boolean): Extract<MessageBody, { kind: 'text' }> {
  const html = content.format === 'org.matrix.custom.html' ? text(content.formatted_body) : '';
  return {
    kind: 'text',
    text: isReply ? withoutQuote(text(content.body)) : text(content.body),
    html: html ? html.replace(/^<mx-reply>[\s\S]*?<\/mx-reply>/, '') : null,
    emote: content.msgtype === 'm.emote',
    notice: content.msgtype === 'm.notice',
  };
}

/** What a message says, in its newest edit. */
export function bodyOf(event: MatrixEvent, removedBy: string | null): MessageBody {
  if (event.isRedacted()) return { kind: 'removed', by: removedBy };
  if (event.isDecryptionFailure()) return { kind: 'undecryptable', cause: causes[event.decryptionFailureReason ?? ''] ?? 'waiting' };
  if (event.isEncrypted() && event.isBeingDecrypted() && !event.getClearContent()) return { kind: 'undecryptable', cause: 'waiting' };
  if (event.getType() === 'org.matrix.msc4075.rtc.notification') {
    return { kind: 'call', intent: event.getContent()['m.call.intent'] === 'audio' ? 'audio' : 'video' };
  }
  if (event.getType() !== 'm.room.message') return { kind: 'unsupported' };
  const content = event.getContent() as Content;
  switch (content.msgtype) {
    case 'm.text': case 'm.notice': case 'm.emote': return textBody(content, Boolean(event.replyEventId));
    case 'm.image': return fileBody('image', content);
    case 'm.video': return fileBody('video', content);
    case 'm.audio': return fileBody('audio', content);
    case 'm.file': return fileBody('file', content);
    default: return text(content.body) ? textBody(content, false) : { kind: 'unsupported' };
  }
}
