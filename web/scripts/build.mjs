// Builds web/dist: the client, Element Call beside it (unmodified, without source maps), and the list of licences.
import { build } from 'vite';
import { copyElementCall } from './element-call.mjs';
import { writeLicences } from './licences.mjs';

await build();
await copyElementCall('dist/element-call');
await writeLicences('dist/third-party-licences.txt');
