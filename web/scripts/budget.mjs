// Fails when the script of the first view (sign-in, then the conversation list and a timeline, before the crypto) is too heavy.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const limits = { 'sign-in': 200_000, 'first view': 350_000 };
const manifest = JSON.parse(await readFile('dist/.vite/manifest.json', 'utf8'));

const files = (keys, seen = new Set()) => {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    files(chunk.imports ?? [], seen);
  }
  return seen;
};
const weight = async (names) => {
  const sizes = await Promise.all([...names].filter((n) => n.endsWith('.js')).map(async (n) => gzipSync(await readFile(`dist/${n}`)).length));
  return sizes.reduce((a, b) => a + b, 0);
};

const views = {
  'sign-in': ['index.html', 'src/locales/fr/index.ts'],
  'first view': ['index.html', 'src/locales/fr/index.ts', 'src/app/SignedIn.tsx'],
};
let failed = false;
for (const [view, keys] of Object.entries(views)) {
  const bytes = await weight(files(keys));
  const over = bytes > limits[view];
  failed ||= over;
  console.log(`${view}: ${Math.round(bytes / 1000)} kB gzip of ${limits[view] / 1000}${over ? ': TOO HEAVY' : ''}`);
}
process.exit(failed ? 1 : 0);
