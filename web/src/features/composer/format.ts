export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'bullets' | 'numbers' | 'quote' | 'link';

/** What to put in the place of `start` to `end`, and what is selected afterwards. */
export interface Change { start: number; end: number; text: string; selectFrom: number; selectTo: number }

const around: Partial<Record<Format, string>> = { bold: '**', italic: '*', strike: '~~', code: '`' };
const before: Partial<Record<Format, (line: number) => string>> = { bullets: () => '- ', numbers: (line) => `${line + 1}. `, quote: () => '> ' };
const any = /^(?:- |\d+\. |> )/;

function wrap(text: string, from: number, to: number, sign: string): Change {
  const chosen = text.slice(from, to);
  const [head, tail] = [text.slice(from - sign.length, from), text.slice(to, to + sign.length)];
  const already = head === sign && tail === sign && !(sign === '*' && text[from - 2] === '*' && text[from - 3] !== '*');
  if (already) return { start: from - sign.length, end: to + sign.length, text: chosen, selectFrom: from - sign.length, selectTo: to - sign.length };
  if (sign === '`' && chosen.includes('\n')) return { start: from, end: to, text: `\`\`\`\n${chosen}\n\`\`\``, selectFrom: from + 4, selectTo: to + 4 };
  return { start: from, end: to, text: sign + chosen + sign, selectFrom: from + sign.length, selectTo: to + sign.length };
}

function prefix(text: string, from: number, to: number, sign: (line: number) => string): Change {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const following = text.indexOf('\n', to);
  const end = following < 0 ? text.length : following;
  const lines = text.slice(start, end).split('\n');
  const already = lines.every((line, index) => line.startsWith(sign(index)));
  const changed = lines.map((line, index) => (already ? line.slice(sign(index).length) : sign(index) + line.replace(any, ''))).join('\n');
  return { start, end, text: changed, selectFrom: start + (lines.length > 1 ? 0 : changed.length), selectTo: start + changed.length };
}

function link(text: string, from: number, to: number): Change {
  const chosen = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(chosen)) return { start: from, end: to, text: `[](${chosen})`, selectFrom: from + 1, selectTo: from + 1 };
  const address = from + chosen.length + 3;
  return { start: from, end: to, text: `[${chosen}](https://)`, selectFrom: address, selectTo: address + 8 };
}

/** Puts the Markdown of the format around, or before the lines of, what is selected; a second time takes it away. */
export function formatted(format: Format, text: string, from: number, to: number): Change {
  const sign = around[format];
  if (sign) return wrap(text, from, to, sign);
  const line = before[format];
  return line ? prefix(text, from, to, line) : link(text, from, to);
}

/** Does it as typing would, so that it can be undone. */
export function applyFormat(area: HTMLTextAreaElement, format: Format): void {
  const { start, end, text, selectFrom, selectTo } = formatted(format, area.value, area.selectionStart, area.selectionEnd);
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, start, end, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(selectFrom, selectTo);
}
