/** Where a file's bytes are, and how to decrypt them. Spec: client-server-api, "Sending encrypted attachments". */
export interface MediaSource { url: string; encryption: EncryptionInfo | null; mimeType: string }

export interface EncryptionInfo {
  v: string;
  url: string;
  key: JsonWebKey;
  iv: string;
  hashes: Record<string, string>;
}

export type UndecryptableCause = 'waiting' | 'beforeJoining' | 'unverifiedDevice' | 'withheld' | 'noBackup' | 'lost' | 'senderChanged';

interface FileDetails {
  source: MediaSource | null;
  name: string;
  size: number;
  caption: string;
  /** A small picture of it, made by the sender. */
  thumbnail: MediaSource | null;
  /** What it roughly looks like, in some letters. MSC2448. */
  blurhash: string;
}

export type MessageBody =
  | { kind: 'text'; text: string; html: string | null; emote: boolean; notice: boolean }
  | ({ kind: 'image'; width: number; height: number } & FileDetails)
  | ({ kind: 'video' | 'audio' | 'file' } & FileDetails)
  | { kind: 'undecryptable'; cause: UndecryptableCause }
  | { kind: 'removed'; by: string | null }
  | { kind: 'call'; intent: 'audio' | 'video' }
  | { kind: 'unsupported' };

export interface Person { id: string; name: string; avatar: string | null }

export interface Reaction { key: string; people: string[]; own: string | null }

export interface ReplyPreview { id: string; senderName: string; text: string; kind: MessageBody['kind'] | 'missing' }

export type Trust = 'unsigned' | 'unencrypted' | 'changed' | null;

export interface MessageItem {
  type: 'message';
  key: string;
  id: string;
  sender: Person;
  own: boolean;
  timestamp: number;
  /** Follows a message of the same sender closely: name and picture are not shown again. */
  continued: boolean;
  body: MessageBody;
  reply: ReplyPreview | null;
  edited: boolean;
  reactions: Reaction[];
  status: 'sent' | 'sending' | 'failed';
  readBy: Person[];
  trust: Trust;
  mentionsMe: boolean;
  canEdit: boolean;
  canRemove: boolean;
}

export type Notice =
  | { what: 'joined' | 'left' | 'invited' | 'removed' | 'banned' | 'declined'; who: string; by: string }
  | { what: 'created' | 'encrypted' | 'picture' | 'access' | 'other'; by: string }
  | { what: 'named' | 'topic'; by: string; value: string };

/** A run of things that happened to the conversation itself, shown as one folded line. */
export interface NoticesItem { type: 'notices'; key: string; id: string; timestamp: number; notices: Notice[] }

export interface DayItem { type: 'day'; key: string; timestamp: number }

export interface UnreadItem { type: 'unread'; key: string }

export interface StartItem { type: 'start'; key: string }

export type TimelineItem = MessageItem | NoticesItem | DayItem | UnreadItem | StartItem;
