import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Whom Chromium calls of its own accord (updates, sign-in, suggestions for forms), whatever page is open. */
const BROWSERS_OWN = new Set([
  'accounts.google.com:443',
  'android.clients.google.com:443',
  'content-autofill.googleapis.com:443',
  'optimizationguide-pa.googleapis.com:443',
  'safebrowsing.googleapis.com:443',
  'update.googleapis.com:443',
  'update.googleapis.com:80',
  'www.google.com:443',
]);

/**
 * Everything that is not our own site. The browser is told that the way to any other address leads through this proxy,
 * which lets nothing through and writes down who was asked for: pages, workers, preconnects, the browser itself.
 */
export class Outside {
  readonly asked: string[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      this.note(request.method, request.url);
      response.writeHead(502).end();
    });
    this.server.on('connect', (request, socket: Socket) => {
      this.note(request.method, `https://${request.url}`);
      socket.end('HTTP/1.1 502 Nothing is out there\r\n\r\n');
    });
  }

  private note(method = '', address = ''): void {
    const { hostname, port, protocol } = new URL(address);
    if (BROWSERS_OWN.has(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`)) return;
    this.asked.push(`${method} ${address}`);
  }

  /** The proxy's address. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
