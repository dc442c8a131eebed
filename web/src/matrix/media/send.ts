import type { Room } from 'matrix-js-sdk';
import type { Account } from '../core/account';
import type { EncryptionInfo } from '../timeline/types';
import { encryptAttachment } from './attachment';
import { pictureOf, type Picture } from './picture';

interface Placed { url?: string; file?: EncryptionInfo }

export interface SendOptions { onProgress(sent: number): void; abort: AbortController; replyTo?: string | null }

const kindOf = (mime: string): 'm.image' | 'm.video' | 'm.audio' | 'm.file' => {
  if (/^image\/(png|jpe?g|gif|webp|avif|bmp)$/.test(mime)) return 'm.image';
  if (mime.startsWith('video/')) return 'm.video';
  return mime.startsWith('audio/') ? 'm.audio' : 'm.file';
};

/** Puts a file into a conversation; where the conversation is encrypted, the file is encrypted before it leaves. */
export async function sendFile(account: Account, room: Room, file: File, options: SendOptions): Promise<void> {
  const encrypted = room.hasEncryptionStateEvent();
  const kind = kindOf(file.type);
  const picture = kind === 'm.image' || file.type === 'application/pdf' ? await pictureOf(file) : null;
  const placed = await place(account, file, encrypted, options);
  const thumbnail = picture?.small ? await place(account, picture.small.blob, encrypted, { abort: options.abort, onProgress: () => undefined }) : null;
  options.abort.signal.throwIfAborted();
  await account.client.sendMessage(room.roomId, {
    msgtype: kind,
    body: file.name,
    filename: file.name,
    ...placed,
    info: { size: file.size, mimetype: file.type || 'application/octet-stream', ...describe(kind, picture, thumbnail) },
    'm.mentions': {},
    ...(options.replyTo ? { 'm.relates_to': { 'm.in_reply_to': { event_id: options.replyTo } } } : {}),
  } as never);
}

function describe(kind: string, picture: Picture | null, thumbnail: Placed | null): Record<string, unknown> {
  if (!picture) return {};
  const { width, height, small, blurhash } = picture;
  return {
    ...(kind === 'm.image' ? { w: width, h: height } : {}),
    ...(blurhash ? { 'xyz.amorgan.blurhash': blurhash } : {}),
    ...(thumbnail && small ? {
      thumbnail_info: { mimetype: small.blob.type, size: small.blob.size, w: small.width, h: small.height },
      ...(thumbnail.file ? { thumbnail_file: thumbnail.file } : { thumbnail_url: thumbnail.url }),
    } : {}),
  };
}

async function place(account: Account, file: Blob, encrypted: boolean, options: Pick<SendOptions, 'onProgress' | 'abort'>): Promise<Placed> {
  const attachment = encrypted ? await encryptAttachment(await file.arrayBuffer()) : null;
  const body = attachment ? new Blob([attachment.data], { type: 'application/octet-stream' }) : file;
  const { content_uri: url } = await account.client.uploadContent(body, {
    includeFilename: false,
    type: attachment ? 'application/octet-stream' : file.type || 'application/octet-stream',
    progressHandler: ({ loaded }) => options.onProgress(loaded),
    abortController: options.abort,
  });
  return attachment ? { file: { ...attachment.info, url } } : { url };
}
