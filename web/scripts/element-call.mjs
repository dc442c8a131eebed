import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';

const source = 'node_modules/@element-hq/element-call-embedded/';

/** Copies the published Element Call package as it is, but for its source maps, with the configuration that it asks for. */
export async function copyElementCall(target) {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await cp(`${source}dist`, target, { recursive: true, filter: (path) => !path.endsWith('.map') });
  await cp(`${source}LICENSE-AGPL-3.0`, `${target}/LICENSE-AGPL-3.0`);
  const published = JSON.parse(await readFile(`${source}dist/config.json`, 'utf8'));
  await writeFile(`${target}/config.json`, JSON.stringify({ ...published, matrix_rtc_mode: 'compatibility' }, null, 2));
}
