import type { Conversation } from '@/matrix/conversations/types';
import type { MessageBody, MessageItem, Person, TimelineItem, UndecryptableCause } from '@/matrix/timeline/types';

const noon = Date.UTC(2026, 5, 12, 10, 0);
const claire: Person = { id: '@claire:assemblee.fr', name: 'Claire Martin', avatar: null };
const bruno: Person = { id: '@bruno:numerique.fr', name: 'Bruno Lefèvre', avatar: null };
const text = (words: string, html: string | null = null): MessageBody => ({ kind: 'text', text: words, html, emote: false, notice: false });

export const exampleConversation: Conversation = {
  id: '!example', name: 'Projet de loi de finances', topic: '', avatar: null, kind: 'salon', membership: 'joined', peerId: null, encrypted: true,
  open: false, unread: 0, mentions: 0, favourite: false, attention: 'all', last: null, timestamp: noon, inviter: null, call: null, memberCount: 2,
};

function message(key: string, body: MessageBody, change: Partial<MessageItem> = {}): MessageItem {
  return {
    type: 'message', key, id: key, sender: claire, own: false, timestamp: noon, continued: false, body, reply: null, edited: false, reactions: [],
    status: 'sent', readBy: [], trust: null, mentionsMe: false, canEdit: false, canRemove: false, ...change,
  };
}

const causes: UndecryptableCause[] = ['waiting', 'beforeJoining', 'unverifiedDevice', 'withheld', 'noBackup', 'lost', 'senderChanged'];

export const exampleItems: TimelineItem[] = [
  { type: 'start', key: 'start' },
  { type: 'day', key: 'day', timestamp: noon },
  { type: 'notices', key: 'one', id: 'one', timestamp: noon, notices: [{ what: 'created', by: 'Claire Martin' }] },
  { type: 'notices', key: 'many', id: 'many', timestamp: noon, notices: ['Bruno', 'Léa', 'Jean', 'Inès', 'Marc'].map((who) => ({ what: 'joined' as const, who, by: who })) },
  message('plain', text('Bonjour, un lien : https://www.service-public.fr et une adresse.')),
  message('next', text('La suite, juste après.'), { continued: true, edited: true }),
  message('rich', text('', '<p>Du <strong>gras</strong>, de l’<em>italique</em>, du <code>code</code> et <a href="https://matrix.to/#/@bruno:numerique.fr">Bruno</a>.</p><ul><li>un</li><li>deux</li></ul><blockquote>Une citation</blockquote><pre><code>une ligne de code qui est bien plus longue que la largeur de la fenêtre du téléphone qui la montre</code></pre>'), { sender: bruno }),
  message('hostile', text('', '<script>document.title = "broken"</script><img src="https://elsewhere.invalid/x.png" onerror="document.title = 1"><a href="javascript:void(0)" onclick="void(0)">lien</a> <span style="position:fixed;inset:0">hostile</span><iframe src="https://elsewhere.invalid"></iframe>'), { sender: bruno }),
  message('reply', text('Oui, avec plaisir.'), { reply: { id: 'plain', senderName: 'Claire Martin', text: 'Bonjour, un lien', kind: 'text' }, reactions: [{ key: '👍', people: ['Bruno'], own: 'x' }, { key: '🎉', people: ['Léa', 'Marc'], own: null }], readBy: [bruno] }),
  { type: 'unread', key: 'unread' },
  message('mention', text('@Claire, pouvez-vous relire ?'), { sender: bruno, mentionsMe: true }),
  message('marked', text('Le message que l’on cherchait.'), { sender: bruno }),
  message('emoji', text('🎉👏')),
  message('file', { kind: 'file', source: null, name: 'Un rapport au nom interminable, version définitive corrigée 2.pdf', size: 2_345_678, caption: '', thumbnail: null, blurhash: '' }),
  message('unsigned', text('Depuis un appareil inconnu.'), { sender: bruno, trust: 'unsigned' }),
  message('changed', text('L’identité a changé.'), { sender: bruno, trust: 'changed' }),
  message('sending', text('En route'), { own: true, status: 'sending' }),
  message('failed', text('Pas parti'), { own: true, status: 'failed' }),
  message('removed', { kind: 'removed', by: null }),
  message('removedBy', { kind: 'removed', by: 'Claire Martin' }, { sender: bruno }),
  message('call', { kind: 'call', intent: 'video' }),
  ...causes.map((cause) => message(cause, { kind: 'undecryptable', cause }, { sender: bruno })),
];
