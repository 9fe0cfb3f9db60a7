import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import type { HttpConfig } from '#config';
import { addressOf } from './address.js';
import { headerError } from './ambiguous-requests.js';
import { type BodyReader, readParameters } from './bodies.js';
import { readFormBody } from './form-body.js';
import { readJsonBody } from './json-body.js';
import { HttpError } from './http-error.js';
import { requestIds } from './request-id.js';
import type { AnsweredRequest } from './request-log.js';

/** The routes of an application that are served directly, by method and path: `POST /oauth2-token`. */
export const DIRECT_ROUTES = Symbol('DIRECT_ROUTES');

export type DirectRoutes = Readonly<Record<string, DirectHandler>>;

export interface DirectHandler {
  /** Of every answer. */
  headers: Readonly<Record<string, string>>;
  /** Must not reject: a rejection closes the connection without an answer. */
  answer(request: DirectRequest): Promise<DirectAnswer>;
}

/** A request that has come whole. */
export interface DirectRequest {
  headers: IncomingHttpHeaders;
  /** The sender's, see `addressOf`. */
  address: string;
  id: string;
  /** As `performance.now()` has it. */
  arrivedAtMs: number;
  /** @throws HttpError when it cannot be parsed */
  readBody(): unknown;
}

export interface DirectAnswer {
  status: number;
  /** Beside those of every answer. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Headers of every answer of the application, and the listeners of answers and failures. */
export interface DirectContext {
  http: HttpConfig;
  /** Names and values in turn. */
  headers: readonly string[];
  answered: (request: AnsweredRequest) => void;
  /** Handles an error after the whole request was read, for which no answer can be sent. */
  failed: (error: unknown, request: IncomingMessage) => void;
}

/** Forms and JSON as clients of a token endpoint send them. */
const PLAIN = /^application\/(json|x-www-form-urlencoded)(?:; ?charset=utf-8)?$/i;

/**
 * Puts handlers before the framework, for routes of which there are thousands a second: where both
 * do nothing but sign a token, Nest on Fastify has 0.65 of the tokens of bare `node:http`.
 *
 * Only what is plain comes here: a body of a known length and kind, without an Origin. All
 * else goes the other way, and so do all other routes; the framework has the route as well,
 * and both ways lead to the same code.
 */
export function serveDirectly(server: Server, routes: DirectRoutes, context: DirectContext): void {
  const [framework] = server.listeners('request') as [RequestListener];
  const idOf = requestIds(context.http);
  const ipOf = addressOf(context.http);
  const headersOf = new Map(
    Object.values(routes).map((handler) => {
      const { requestIdHeader } = context.http;
      return [handler, [...context.headers, ...inTurn(handler.headers), requestIdHeader]];
    }),
  );

  server.off('request', framework);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = request;
    const handler = routes[`${method} ${url}`];
    const read = handler && plainReader(request, context.http);
    if (!read) return framework(request, response);
    const arrivedAtMs = performance.now();
    const answer = async (body: Buffer | HttpError) => {
      const id = idOf(request);
      const address = ipOf(request);
      const { headers } = request;
      const readBody = () => {
        if (body instanceof HttpError) throw body;
        return readParameters(read, body, context.http);
      };
      const asked = { headers, address, id, arrivedAtMs, readBody };
      const answered = await handler.answer(asked);
      send(answered, response, [...headersOf.get(handler)!, id]);
      const milliseconds = performance.now() - arrivedAtMs;
      context.answered({ id, method, url, status: answered.status, milliseconds, address });
    };
    whole(request, (body) => {
      answer(body).catch((error: unknown) => context.failed(error, request));
    });
  });
}

/** The reader of the body of a plain request; null for all others. */
function plainReader(request: IncomingMessage, limits: HttpConfig): BodyReader | null {
  const { headers } = request;
  const reader = readerOf(headers['content-type'] ?? '');
  const isPlain =
    headers.origin === undefined &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    Number(headers['content-length']) <= limits.oauthBodyLimit &&
    headerError(request, limits) === null;
  return isPlain ? reader : null;
}

function readerOf(contentType: string): BodyReader | null {
  const [, kind] = PLAIN.exec(contentType) ?? [];
  if (kind === undefined) return null;
  return kind.toLowerCase() === 'json' ? readJsonBody : readFormBody;
}

/**
 * Calls `then` once, with the body or with a refusal before its end. Bytes after a refusal are
 * ignored, and aborted requests are dropped.
 */
function whole(request: IncomingMessage, then: (body: Buffer | HttpError) => void): void {
  const chunks: Buffer[] = [];
  let isSettled = false;
  const settle = (body: Buffer | HttpError) => {
    if (isSettled) return;
    isSettled = true;
    then(body);
  };
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => settle(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  request.on('error', (error) => error instanceof HttpError && settle(error));
}

/**
 * As a list, names and values in turn: three objects that become one are 2 % of a token.
 * A body of ASCII is the same bytes in Latin-1, which Node.js writes faster.
 */
function send(
  { status, headers, body }: DirectAnswer,
  response: ServerResponse,
  list: string[],
): void {
  const length = Buffer.byteLength(body);
  for (const name in headers) list.push(name, headers[name]!);
  list.push('Content-Length', String(length));
  response.writeHead(status, list);
  response.end(body, length === body.length ? 'latin1' : 'utf8');
}

function inTurn(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flat();
}
