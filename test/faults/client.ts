import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Longer than anything is paused here, and than the product waits for anything. */
const TIMEOUT_MS = 30_000;

export interface Request {
  method: string;
  path: string;
  headers?: Record<string, string>;
  /** JSON. */
  body?: unknown;
}

export interface Answer {
  /** As in the ledger. */
  outcome: string;
  status?: number;
  headers: IncomingMessage['headers'];
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/**
 * A client with connections of its own. Not `fetch`, which in the tests checks every document, and
 * would send some requests again by itself.
 */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly origin: string) {}

  /** Never rejects. */
  async send(wanted: Request): Promise<Answer> {
    try {
      const response = await this.#exchange(wanted);
      const said = await text(response);
      const isJson = /json/.test(response.headers['content-type'] ?? '');
      const body: unknown = isJson && said !== '' ? JSON.parse(said) : said;
      const { statusCode: status = 0, headers } = response;
      return { outcome: outcomeOf(status, headers, body), status, headers, body };
    } catch (error) {
      return { outcome: failureOf(error as NodeJS.ErrnoException), headers: {}, body: null };
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #exchange({ method, path, headers, body }: Request): Promise<IncomingMessage> {
    const content = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.origin}${path}`,
        {
          method,
          agent: this.#agent,
          headers: { ...headers, 'Content-Length': Buffer.byteLength(content) },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        },
        resolve,
      );
      sent.on('error', reject);
      sent.end(content);
    });
  }
}

/** The answer while the database is away, in the form of a resource: nothing else is called so. */
export const UNAVAILABLE = '503 service_unavailable';

function outcomeOf(status: number, headers: IncomingMessage['headers'], body: unknown): string {
  if (status < 300) return 'ok';
  const type = headers['content-type'] ?? '';
  const { errors, error } = Object(body) as {
    errors?: { status: string; code: string }[];
    error?: string;
  };
  const code =
    errors?.[0]?.code ?? error ?? (type.includes('html') ? 'of nginx' : 'without a code');
  const form = errors ? 'application/vnd.api+json' : 'application/json';
  const isWell = type.startsWith(form) && headers['retry-after'];
  if (status === 503 && !isWell) return `503 ${code}, not in its form`;
  return `${status} ${code}`;
}

function failureOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  return code ?? message;
}
