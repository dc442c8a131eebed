import { expect, it } from 'vitest';
import { formatted, type Format } from './format';

/** Brackets show what is selected. */
function apply(format: Format, marked: string): string {
  const from = marked.indexOf('[');
  const to = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  const change = formatted(format, text, from, to);
  const result = text.slice(0, change.start) + change.text + text.slice(change.end);
  return `${result.slice(0, change.selectFrom)}[${result.slice(change.selectFrom, change.selectTo)}]${result.slice(change.selectTo)}`;
}

it.each<[Format, string, string]>([
  ['bold', 'du [gras] ici', 'du **[gras]** ici'],
  ['bold', 'du **[gras]** ici', 'du [gras] ici'],
  ['italic', 'du **[gras]** ici', 'du ***[gras]*** ici'],
  ['italic', 'un *[mot]* ici', 'un [mot] ici'],
  ['bold', '[]', '**[]**'],
  ['code', '[a\nb]', '```\n[a\nb]\n```'],
  ['bullets', 'tête\n[un\ndeux]', 'tête\n[- un\n- deux]'],
  ['numbers', '[- un\n- deux]', '[1. un\n2. deux]'],
  ['bullets', '[- un\n- deux]', '[un\ndeux]'],
  ['quote', 'un m[o]t', '> un mot[]'],
])('%s turns "%s" into "%s"', (format, before, after) => {
  expect(apply(format, before)).toBe(after);
});

it('a link takes the words, or the address, that are selected', () => {
  expect(formatted('link', 'le site', 3, 7)).toMatchObject({ text: '[site](https://)', selectFrom: 10, selectTo: 18 });
  expect(formatted('link', 'https://a.fr', 0, 12)).toMatchObject({ text: '[](https://a.fr)', selectFrom: 1, selectTo: 1 });
});
