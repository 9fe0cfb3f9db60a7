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

/**
 * Injection token of the routes that bypass the framework, by method and path: `POST
 * /oauth2-token`.
 */
export const DIRECT_ROUTES = Symbol('DIRECT_ROUTES');

export type DirectRoutes = Readonly<Record<string, DirectHandler>>;

export interface DirectHandler {
  /** Headers of every response. */
  headers: Readonly<Record<string, string>>;
  /** Must not reject: a rejection closes the connection without an answer. */
  answer(request: DirectRequest): Promise<DirectAnswer>;
}

/** A completely received request. */
export interface DirectRequest {
  headers: IncomingHttpHeaders;
  /** Address of the sender, see `addressOf`. */
  address: string;
  id: string;
  /** Time of arrival, on the clock of `performance.now()`. */
  arrivedAtMs: number;
  /** @throws HttpError when the body cannot be parsed */
  readBody(): unknown;
}

export interface DirectAnswer {
  status: number;
  /** Headers in addition to those of every response. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Headers of every response of the application, and the listeners for responses and failures. */
export interface DirectContext {
  http: HttpConfig;
  /** Alternating names and values. */
  headers: readonly string[];
  answered: (request: AnsweredRequest) => void;
  /** Handles an error after the complete request was read, for which no response can be sent. */
  failed: (error: unknown, request: IncomingMessage) => void;
}

/** Content types of forms and JSON as clients of a token endpoint send them. */
const PLAIN = /^application\/(json|x-www-form-urlencoded)(?:; ?charset=utf-8)?$/i;

/**
 * Serves routes before the framework, for routes with thousands of requests per second. When both
 * only sign tokens, Nest on Fastify issues 0.65 of the tokens of bare `node:http`.
 *
 * Only simple requests take this path: a body of known length and type, without an Origin. All
 * other requests and routes go to the framework. The framework has the direct routes as well, and
 * both paths lead to the same code.
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
      const received = { headers, address, id, arrivedAtMs, readBody };
      const answered = await handler.answer(received);
      send(answered, response, [...headersOf.get(handler)!, id]);
      const milliseconds = performance.now() - arrivedAtMs;
      context.answered({ id, method, url, status: answered.status, milliseconds, address });
    };
    receive(request, (body) => {
      answer(body).catch((error: unknown) => context.failed(error, request));
    });
  });
}

/** Returns the body reader of a simple request; null for all other requests. */
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
 * Calls `then` once, with the body or with an error that came before its end. Bytes after an error
 * are ignored, and aborted requests are dropped.
 */
function receive(request: IncomingMessage, then: (body: Buffer | HttpError) => void): void {
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
 * Sends the headers as a list of alternating names and values: merging three objects would take 2 %
 * of a token's time. An ASCII body has the same bytes in Latin-1, which Node.js writes faster.
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
