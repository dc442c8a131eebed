// node scripts/serve.mjs PORT HOMESERVER_URL: serves web/dist as the service does (fallback to index.html, strict CSP), in front of a homeserver.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

const [port, homeserver] = process.argv.slice(2);
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.png': 'image/png',
};
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
  + "media-src 'self' blob: mediastream:; font-src 'self' data:; connect-src 'self' http: https: ws: wss: blob: data:; worker-src 'self' blob:; frame-src 'self' blob:; "
  + "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";
const trusted = "; require-trusted-types-for 'script'; trusted-types default dompurify 'allow-duplicates'";

function proxy(incoming, outgoing) {
  const target = new URL(incoming.url, homeserver);
  const headers = { ...incoming.headers, 'x-forwarded-for': '127.0.0.1' };
  const forward = request(target, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  forward.on('error', () => { outgoing.writeHead(502); outgoing.end(); });
  outgoing.on('close', () => forward.destroy());
  incoming.pipe(forward);
}

createServer((incoming, outgoing) => {
  const path = decodeURIComponent(incoming.url.split('?')[0]);
  if (path === '/.well-known/matrix/client') {
    outgoing.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    return outgoing.end(JSON.stringify({ 'm.homeserver': { base_url: `http://${incoming.headers.host}` } }));
  }
  if (/^\/(_matrix|_synapse|\.well-known|livekit)\//.test(path)) return proxy(incoming, outgoing);
  const wanted = join('dist', normalize(path));
  const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : 'dist/index.html';
  outgoing.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy + (file === 'dist/index.html' ? trusted : '') });
  createReadStream(file).pipe(outgoing);
}).listen(Number(port), '127.0.0.1');
