import type { Attention } from '../notifications/attention';

/** What is known of the last thing said; words for it are chosen by the screens. */
export interface LastLine {
  kind: 'text' | 'image' | 'video' | 'audio' | 'file' | 'removed' | 'undecryptable' | 'call' | 'joined' | 'created' | 'other';
  text: string;
  senderName: string;
  own: boolean;
}

export interface Inviter { id: string; name: string }

export interface CallSummary { participants: string[]; since: number; own: boolean }

export interface Conversation {
  id: string;
  name: string;
  topic: string;
  avatar: string | null;
  kind: 'direct' | 'salon';
  membership: 'joined' | 'invited';
  /** The other person of a direct conversation. */
  peerId: string | null;
  encrypted: boolean;
  open: boolean;
  unread: number;
  mentions: number;
  favourite: boolean;
  attention: Attention;
  last: LastLine | null;
  timestamp: number;
  inviter: Inviter | null;
  call: CallSummary | null;
  memberCount: number;
}
