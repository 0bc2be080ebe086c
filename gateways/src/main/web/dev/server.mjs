// Plays a platform to the console: synthetic parts, topics, vehicles and a drone, and an H.264 file as streams.
//   node dev/server.mjs [--port 8090] [--video FILE.264] [--rate 10] [--vehicles 3] [--protocols mixed] [--no-logger]
//     [--fps 25] [--bare] [--slices] [--jpegs FILE.mjpeg] [--no-drone] [--one-device] [--upload-rate BYTES] [--token WORD]
// Serves the built console too, when there is one. Everything on loopback.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { overview, topics } from './platform.mjs';
import { Drive } from './vehicles.mjs';
import { Film } from './film.mjs';
import { Hub } from './hub.mjs';
import { Jpegs } from './jpegs.mjs';
import { Logger } from './logger.mjs';
import { Uploads } from './uploads.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8090' },
    video: { type: 'string' },
    console: { type: 'string', default: fileURLToPath(new URL('../../../../target/classes/console', import.meta.url)) },
    rate: { type: 'string', default: '10' },
    vehicles: { type: 'string', default: '3' },
    protocols: { type: 'string', default: 'mixed' },
    'no-logger': { type: 'boolean', default: false },
    fps: { type: 'string', default: '25' },
    bare: { type: 'boolean', default: false },
    slices: { type: 'boolean', default: false },
    jpegs: { type: 'string' },
    'no-drone': { type: 'boolean', default: false },
    'one-device': { type: 'boolean', default: false },
    'upload-rate': { type: 'string', default: '0' },
    token: { type: 'string' },
  },
});

const film = values.video && new Film(readFileSync(values.video), { fps: Number(values.fps), perSlice: values.slices });
const jpegs = values.jpegs && new Jpegs(readFileSync(values.jpegs), Number(values.fps));
const hub = !values['no-drone'] && new Hub(!values['one-device']);
const uploads = new Uploads(Number(values['upload-rate']));
const drive = new Drive(Number(values.vehicles), Number(values.rate), values.protocols);
const logger = new Logger(drive, !values['no-logger']);
const sockets = new WebSocketServer({ noServer: true });
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

/** As strict as a gateway, so that what it would forbid is noticed here. */
const POLICY =
  "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

const isAdmitted = (given) => !values.token || given === values.token;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  response.setHeader('Content-Security-Policy', POLICY);
  const viewers = [...sockets.clients].length;
  const problem = (status, title, detail) => {
    response.writeHead(status, { 'Content-Type': 'application/problem+json' });
    response.end(JSON.stringify({ title, status, detail }));
  };
  const json = (value) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
  const isApi = /^\/(api|analyst|hub|telemetry)\//.test(pathname);
  if (isApi && !isAdmitted(request.headers.authorization?.slice(7))) return problem(401, 'Unauthorized', 'a bearer token is wanted');
  if (pathname === '/api/overview') return json(overview(viewers));
  if (pathname === '/analyst/api/topics') return json(topics(Number(values.rate), Number(values.fps)));
  if (pathname === '/hub/api/streams') return json(film ? film.streams() : []);
  if (pathname === '/hub/health') return json({ status: 'healthy', service: 'worldsystem-server', timestamp: Date.now() / 1000 });
  if (pathname === '/hub/api/devices') return json(hub ? hub.devices() : []);
  if (pathname === '/hub/api/clocks') return json(hub ? hub.clocks() : { platform: {}, devices: [] });
  if (pathname === '/hub/api/imu') return json(hub ? hub.imus() : []);
  if (pathname === '/hub/api/uploads' && request.method === 'GET') return json(uploads.list());
  if (/^\/hub\/api\/uploads(\/|$)/.test(pathname)) return uploads.act(request, response, pathname.split('/')[4]);
  if (/^\/hub\/stream\/[^/]+\.mjpeg$/.test(pathname) && jpegs) return jpegs.join(response);
  if (pathname === '/telemetry/status') return json({ script_running: logger.isRunning, status: 'healthy', supabase_enabled: false });
  const done = request.method === 'POST' && logger.act(pathname.replace(/^\/telemetry\//, ''));
  if (done) return done.then(json);
  if (isApi) return problem(404, 'Not Found', pathname);
  const inside = normalize(pathname.replace(/^\/console/, '')).replace(/^(\.\.[/\\])+/, '');
  const file = extname(inside) ? join(values.console, inside) : join(values.console, 'index.html');
  if (!existsSync(file)) return response.writeHead(404).end();
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
});

server.on('upgrade', (request, socket, head) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (!isAdmitted(searchParams.get('access_token') ?? undefined)) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
  sockets.handleUpgrade(request, socket, head, (client) => {
    if (pathname === '/telemetry/ws') drive.join(client, searchParams.get('detail') === 'full');
    else if (pathname === '/hub/ws/viewer') hub && hub.join(client, searchParams);
    else if (pathname === '/hub/ws/video/consume' && film) film.join(client, searchParams, values.bare);
    else client.close(1008, 'no such socket');
  });
});

server.listen(Number(values.port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
