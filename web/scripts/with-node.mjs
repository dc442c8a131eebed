// node scripts/with-node.mjs SCRIPT [ARGUMENTS]: runs SCRIPT with the pinned Node, from the folder web/.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolChainNode } from './node24.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = toolChainNode();
const path = `${dirname(node)}:${process.env.PATH ?? ''}`;
const child = spawn(node, process.argv.slice(2), { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
