import { spawn } from 'node:child_process';
import { existsSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The power supply of the two ministries, where the tests hold it: COLLOQUE_E2E_DEMO is the folder of the demo that runs them. */
const folder = process.env.COLLOQUE_E2E_DEMO ?? '';
export const powerGiven = folder !== '';

const names = ['assemblee', 'numerique'];
const inFolder = (...path: string[]) => join(folder, ...path);

/** PostgreSQL's processes all work in the folder of their data. */
function databaseProcesses(name: string): number[] {
  const data = realpathSync(inFolder(name, 'database', 'cluster'));
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false;
    }
  });
}

/** The end of what the demo has said: its folder is gone when the tests are over. */
const lastWords = () => `It said: ${readFileSync(inFolder('log'), 'utf8').split('\n').slice(-15).join('\n')}`;

async function until(what: string, seconds: number, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !holds(); await pause(100)) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s. ${lastWords()}`);
  }
}

/** A database's processes come and go: one of them may have ended by itself since they were listed. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}

/** Ends both services and every process of their databases at once, as `kill -9` does; the demo, which sees it, ends as well. */
export async function cutPower(): Promise<void> {
  const services = names.map((name) => Number(readFileSync(inFolder(`${name}.pid`), 'utf8')));
  const databases = names.map(databaseProcesses);
  if (databases.some((processes) => processes.length === 0)) throw new Error('a database that does not run cannot be killed');
  for (const pid of [...services, ...databases.flat()]) end(pid);
  await until('the end of the demo', 60, () => !existsSync(inFolder('demo.pid')));
}

/** Starts the demo again in the same folder, and waits until it is ready. */
export async function restorePower(): Promise<void> {
  const log = openSync(inFolder('log'), 'a');
  const demo = spawn(resolve(import.meta.dirname, '../../../colloque'), ['demo'], {
    detached: true, stdio: ['ignore', log, log], env: { ...process.env, COLLOQUE_DEMO_DIRECTORY: folder },
  });
  demo.unref();
  await until('the second start of the demo', 180, () => {
    if (demo.exitCode !== null) throw new Error(`the demo did not start again. ${lastWords()}`);
    return existsSync(inFolder('ready.json'));
  });
}
