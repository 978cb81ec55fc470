// The production server: Next behind a Node server of our own, because three things must be certain before any page
// runs. The environment is complete; the address that limits count against is not the client's to choose; and slow
// clients or a stopping machine cannot hold the server up.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import next from 'next';
import { checkEnvironment } from '@/lib/server/env';
import { settleAddresses } from '@/lib/server/request-address';
import { clientAddress } from './lib/client-address';
import { portTaken } from './lib/explain.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { whoListens } from './lib/ports.mjs';

const STOP_MS = 10_000;
const ADDRESS_HEADER = settleAddresses();
const TWO_YEARS = 63_072_000;
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'];

function requireEnvironment() {
  const check = checkEnvironment(process.env);
  if (check.ok) return check.value;
  const lines = [
    ...check.missing.map((name) => `${name} is missing`),
    ...check.invalid.map(({ name, why }) => `${name}: ${why}`),
  ];
  throw new PlainError(
    'ENVIRONMENT',
    'The server does not start, because its environment is not complete:',
    'Set them all, then start again. The operator guide explains each; `npm run demo` needs none.',
    lines.join('\n'),
  );
}

/** Makes the request's headers say only what we know ourselves or were told by a trusted proxy. */
function settleHeaders(request: IncomingMessage, trustedProxies: number) {
  const { headers, socket } = request;
  const forwardedFor = [headers['x-forwarded-for'] ?? []].flat().join(',');
  headers[ADDRESS_HEADER] = clientAddress(socket.remoteAddress, forwardedFor, trustedProxies);
  if (trustedProxies === 0) for (const name of PROXY_HEADERS) delete headers[name];
}

/** No address of ours has a path that is not UTF-8, which Next fails on, or a NUL, which PostgreSQL fails on. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.replace(/\?.*$/s, ''));
    return !url.includes('%00');
  } catch {
    return false;
  }
}

/** Stops taking requests, lets those under way finish, and ends the process within STOP_MS. */
function stopper(server: Server, closeNext: () => Promise<void>) {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const force = setTimeout(() => {
      console.error(`Some requests did not finish within ${STOP_MS / 1000} s and were cut off.`);
      process.exit(1);
    }, STOP_MS);
    force.unref();
    server.close(async () => {
      await closeNext();
      process.exit(0);
    });
  };
  return { stop, isStopping: () => stopping };
}

function listen(server: Server, port: number, host: string | undefined) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port, whoListens(port)) : error);
    });
    server.listen({ port, host }, resolve);
  });
}

/** Checks the environment, prepares the built site and serves it on PORT (3000) of HOST (all addresses). */
export async function serve() {
  const environment = requireEnvironment();
  // tsx turns source maps on, which makes every error that Next throws and catches slow.
  process.setSourceMapsEnabled(false);
  const port = Number(process.env.PORT ?? 3000);
  const app = next({ dev: false, hostname: 'localhost', port });
  const handle = app.getRequestHandler();
  const isSecure = environment.NEXTAUTH_URL.startsWith('https://');

  const server = createServer((request, response) => {
    if (life.isStopping()) response.setHeader('connection', 'close');
    settleHeaders(request, environment.TRUSTED_PROXIES);
    if (isSecure) response.setHeader('strict-transport-security', `max-age=${TWO_YEARS}`);
    if (!isReadable(request.url ?? '')) response.writeHead(400).end();
    else void handle(request, response);
  });
  const life = stopper(server, () => app.close());
  server.headersTimeout = 15_000;
  server.requestTimeout = 900_000; // a large shuffle on a slow line; slow headers are cut off above
  server.keepAliveTimeout = 65_000; // longer than the 60 s of common load balancers, which else meet closed sockets

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, life.stop);
  process.on('disconnect', life.stop); // whoever started us with a channel has died
  await app.prepare();
  await listen(server, port, process.env.HOST);
  console.log(`Largo listens on port ${port}`);
}
