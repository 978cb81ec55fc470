import type { BrowserContext, Request } from '@playwright/test';

const SHORTEST_SECRET = 6;

/** Watches browser contexts for what must never happen in any test. `faults` stays empty while all is well. */
export class Guard {
  readonly faults: string[] = [];
  readonly requests: Request[] = [];
  private readonly secrets = new Set<string>();
  // A ballot that still waits for its batch has no place on the board: a 404, which browsers note as an error.
  private readonly expected: RegExp[] = [/status of 404 .*\/board\/inclusion\?/];

  constructor(private readonly origin: string) {}

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.report(`console error: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.report(`page error: ${error.error().stack ?? error.error()}`));
    // Requests of pages, of their workers and of service workers.
    context.on('request', (request) => this.look(request));
    context.on('page', (page) =>
      page.on('websocket', (socket) => this.report(`web socket to ${socket.url()}, where none is used`)),
    );
  }

  /** From now on no request may carry this text, in whatever case and with or without its hyphens. */
  keepSecret(...texts: string[]): void {
    for (const text of texts) {
      if (text.length < SHORTEST_SECRET) throw new RangeError(`"${text}" is too short to be looked for`);
      this.secrets.add(text.toLowerCase());
      this.secrets.add(text.toLowerCase().replaceAll('-', ''));
    }
  }

  /** An error that the test provokes on purpose, such as an answer with status 404. */
  expectError(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  private report(fault: string): void {
    if (!this.expected.some((pattern) => pattern.test(fault))) this.faults.push(fault);
  }

  private look(request: Request): void {
    const url = new URL(request.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    this.requests.push(request);
    if (url.origin !== this.origin) this.report(`request to another origin: ${request.method()} ${request.url()}`);
    if (this.secrets.size === 0) return;
    const body = request.postData() ?? '';
    // What stands behind the # of an address is sent to nobody: that is where an opened ballot travels.
    url.hash = '';
    const sent = decoded(`${url.href}\n${JSON.stringify(request.headers())}\n${body}`).toLowerCase();
    for (const secret of this.secrets) {
      if (sent.includes(secret)) this.report(`a secret left the device: ${request.method()} ${request.url()}`);
    }
  }
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes; // not UTF-8: searched as it stands
    }
  });
}
