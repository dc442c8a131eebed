import { readFile, readdir, writeFile } from 'node:fs/promises';

const sources = {
  '@element-hq/element-call-embedded':
    'Shipped unmodified in element-call/. Its source: https://github.com/element-hq/element-call (tag v0.26.1).',
};

/** Writes name, version, licence and licence text of every package that ends up in what is shipped. */
export async function writeLicences(target) {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const shipped = Object.entries(lock.packages).filter(([path, entry]) => path && !entry.dev && !entry.optional && !entry.devOptional);
  const parts = await Promise.all(shipped.map(([path, entry]) => describe(path, entry)));
  await writeFile(target, `Third-party software in the Colloque web client\n\n${parts.join('\n')}`);
}

async function describe(path, entry) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const files = await readdir(path).catch(() => []);
  const texts = await Promise.all(
    files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map((file) => readFile(`${path}/${file}`, 'utf8').catch(() => '')),
  );
  const rule = '='.repeat(100);
  return [rule, `${name} ${entry.version} (${entry.license ?? 'see below'})`, sources[name] ?? '', rule, ...texts, ''].join('\n');
}
