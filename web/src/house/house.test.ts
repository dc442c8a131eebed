import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
const sources = files('src').filter((path) => /\.(tsx?|css)$/.test(path));
const text = (path: string) => readFileSync(path, 'utf8');

describe('advisories of others', () => {
  // The older crypto took keys that others forwarded for what they claimed to be, and mixed up the names of devices and of keys.
  it('CVE-2022-39250, CVE-2022-39251: keys and verification are the rust crypto alone', () => {
    const older = sources.filter((path) => !path.includes('.test.') && /\binitCrypto\(|initLegacyCrypto|@matrix-org\/olm/.test(text(path)));
    expect(older).toEqual([]);
    expect(sources.some((path) => text(path).includes('.initRustCrypto('))).toBe(true);
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    expect(Number(dependencies['matrix-js-sdk']?.split('.')[0])).toBeGreaterThanOrEqual(20);
  });
});

describe('the house style', () => {
  it('holds no file above 400 lines', () => {
    expect(sources.filter((path) => text(path).split('\n').length > 400)).toEqual([]);
  });

  it('lets only src/matrix know matrix-js-sdk', () => {
    const known = sources.filter((path) => !path.startsWith('src/matrix/') && /from '(matrix-js-sdk|matrix-widget-api)/.test(text(path)));
    expect(known).toEqual([]);
  });

  it('keeps colours in the tokens', () => {
    const loose = sources.filter((path) => path.endsWith('.css') && !path.endsWith('tokens.css') && /#[0-9a-f]{3,8}\b|oklch\(/i.test(text(path)));
    // The hues of the avatars are computed where they are used.
    expect(loose.sort()).toEqual(['src/styles/base.css', 'src/ui/Avatar.module.css']);
  });

  it('writes no text in components', () => {
    const spoken = /(?:label|placeholder|title|alt|aria-label)="[^"]*[a-zà-ÿ]{3}[^"]*"|>\s*[A-ZÀ-Ý][a-zà-ÿ]{2,}[^<>{}()=;]*<\//;
    const loose = sources.filter((path) => path.endsWith('.tsx') && !/\.test\.|features\/examples/.test(path) && spoken.test(text(path)));
    expect(loose).toEqual([]);
  });
});
