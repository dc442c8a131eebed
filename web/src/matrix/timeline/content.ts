import { sanitise } from './sanitise';

export interface Mention { id: string; name: string }

export interface Draft { text: string; mentions: Mention[]; replyTo?: string | null }

export interface TextContent {
  msgtype: 'm.text' | 'm.emote';
  body: string;
  format?: string;
  formatted_body?: string;
  'm.mentions': { user_ids?: string[] };
}

export const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** Loads the reader of Markdown, which only those who write need. */
export const readyToWrite = () => import('./markdown');

function withPills(html: string, mentions: Mention[]): string {
  return mentions.reduce(
    (result, { id, name }) => result.replaceAll(`@${escape(name)}`, `<a href="https://matrix.to/#/${encodeURIComponent(id)}">${escape(name)}</a>`),
    html,
  );
}

/** The content of a text message: Markdown becomes HTML only where it says more than the text does. */
export async function messageContent({ text, mentions }: Draft): Promise<TextContent> {
  const { markdown } = await readyToWrite();
  const emote = text.startsWith('/me ');
  const body = emote ? text.slice(4) : text;
  const named = mentions.filter(({ name }) => body.includes(`@${name}`));
  const html = sanitise(withPills(markdown(body), named));
  const single = html.replace(/^<p>([\s\S]*)<\/p>$/, (all, inner: string) => (inner.includes('<p>') ? all : inner));
  const plain = escape(body).replaceAll('\n', '<br>');
  return {
    msgtype: emote ? 'm.emote' : 'm.text',
    body,
    ...(single === plain || single.replaceAll('<br>\n', '<br>') === plain ? {} : { format: 'org.matrix.custom.html', formatted_body: single }),
    'm.mentions': named.length ? { user_ids: [...new Set(named.map(({ id }) => id))] } : {},
  };
}
