import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Longer than any pause of a scenario, and than any timeout of the product. */
const TIMEOUT_MS = 30_000;

export interface Request {
  method: string;
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

export interface Answer {
  /** `ok`, or how the request failed; see `SentRequest`. */
  outcome: string;
  status?: number;
  headers: IncomingMessage['headers'];
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/**
 * A client with its own connections. It does not use `fetch`, because the tests replace `fetch`
 * with a version that checks every document, and because `fetch` resends some requests.
 */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly origin: string) {}

  /** Sends a request. It never rejects; `outcome` has the failure. */
  async send(wanted: Request): Promise<Answer> {
    try {
      const response = await this.#exchange(wanted);
      const received = await text(response);
      const isJson = /json/.test(response.headers['content-type'] ?? '');
      const body: unknown = isJson && received !== '' ? JSON.parse(received) : received;
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

/** The outcome of a JSON:API request while the database is away. No other answer has this code. */
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
  const isInForm = type.startsWith(form) && headers['retry-after'];
  if (status === 503 && !isInForm) return `503 ${code}, not in its form`;
  return `${status} ${code}`;
}

function failureOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'reset';
  return code ?? message;
}
