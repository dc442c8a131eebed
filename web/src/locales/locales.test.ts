import IntlMessageFormat from 'intl-messageformat';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import english from './en';
import french from './fr';

type Tree = { [key: string]: string | Tree };

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
const inFrench = new Map(flat(french));
const inEnglish = new Map(flat(english));

const code = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? code(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? readFileSync(join(folder, entry.name), 'utf8') : ''))
    .join('\n');

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The names of the values that a message takes, also those inside its plurals. */
const argumentsOf = (ast: Ast): string[] =>
  ast.flatMap((element) => {
    const named = 'value' in element && element.type !== 0 ? [element.value] : [];
    return 'options' in element ? [...named, ...Object.values(element.options).flatMap((option) => argumentsOf(option.value))] : named;
  });

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...inEnglish.keys()].sort()).toEqual([...inFrench.keys()].sort());
  });

  it('take the same values in each message', () => {
    const values = (message: string) => [...new Set(argumentsOf(new IntlMessageFormat(message, 'fr').getAst()))].sort();
    const different = [...inFrench].filter(([key, message]) => String(values(message)) !== String(values(inEnglish.get(key) ?? '')));
    expect(different).toEqual([]);
  });

  it('hold well-formed messages, none empty', () => {
    for (const [language, messages] of [['fr', inFrench], ['en', inEnglish]] as const) {
      for (const [key, message] of messages) {
        expect(message.trim(), key).not.toBe('');
        expect(() => new IntlMessageFormat(message, language), `${language} ${key}`).not.toThrow();
      }
    }
  });

  it('use no word of the protocol', () => {
    const forbidden = /homeserver|cross-signing|device ID|room ID|Olm|Megolm|Matrix/i;
    expect([...inFrench, ...inEnglish].filter(([, message]) => forbidden.test(message))).toEqual([]);
  });

  it('keep French signs on the line of their word', () => {
    expect([...inFrench].filter(([, message]) => / [:;!?»]|« /.test(message))).toEqual([]);
  });

  it('have every key that the code asks for', () => {
    const asked = [...code('src').matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1]!);
    expect(asked.filter((key) => !inFrench.has(key))).toEqual([]);
  });
});
