import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { UNCACHED_JSON } from './answers.js';
import { isOfProtocol, methodsOf, type Mounted, mountedPaths, PROTOCOL } from './mounted.js';
import { addressOf } from '../network.js';
import { errorAnswer } from './error-response.js';
import { FORM, readForm } from './form-body.js';

/** The parts of Express that are used here; a host on Fastify has no types of Express. */
interface Request extends IncomingMessage {
  ip?: string;
  /** Only where a middleware of the host sets it. */
  id?: unknown;
  /** Undefined unless a body parser of the host has read the body. */
  body?: unknown;
}

type Next = (error?: unknown) => void;
type Handler = (request: Request, response: ServerResponse, next: Next) => void;
type ErrorHandler = (error: unknown, ...parameters: Parameters<Handler>) => void;

interface Express {
  get(path: string, handler: Handler): unknown;
  post(path: string, handler: Handler): unknown;
  all(path: string, handler: Handler): unknown;
  use(path: string, handler: ErrorHandler): unknown;
}

/** An error before the endpoint, in the form of the errors of Express's body parsers. */
class UnreadableBody extends Error {
  constructor(
    readonly statusCode: number,
    /** The largest size, in bytes. */
    readonly limit?: number,
  ) {
    super('the body cannot be read');
  }
}

/** Bytes of a body that no parser of the host has read; the largest request has some 10 KB. */
const MAX_BODY = 65_536;

/**
 * Adds the endpoints to Express, behind the middleware and the body parsers of the host. Errors of
 * the endpoints below `/oauth2-token`, and errors of the body parsers for them, have the form of the
 * protocol. Errors of the documents go to the host.
 */
export function mountOnExpress(express: Express, { base, endpoints }: Mounted): void {
  for (const endpoint of endpoints) {
    const handler = handlerOf(endpoint);
    for (const path of mountedPaths(endpoint, base)) {
      for (const method of methodsOf(endpoint)) {
        if (method === 'GET') express.get(path, handler);
        else express.post(path, handler);
      }
      if (isOfProtocol(endpoint)) express.all(path, (_, __, next) => next({ statusCode: 404 }));
    }
  }
  express.use(base + PROTOCOL, sendError);
}

function handlerOf(endpoint: Endpoint): Handler {
  const { headers = UNCACHED_JSON } = endpoint;
  const read = methodsOf(endpoint).includes('POST') ? readBody : async () => undefined;
  return (request, response, next) => {
    const arrivedAtMs = performance.now();
    read(request)
      .then(async (body) => endpoint.answer(requestOf(request, { body, arrivedAtMs })))
      .then((answer) => send({ ...answer, headers: { ...headers, ...answer.headers } }, response))
      .catch(next);
  };
}

function requestOf(
  request: Request,
  { body, arrivedAtMs }: Pick<EndpointRequest, 'body' | 'arrivedAtMs'>,
): EndpointRequest {
  const { headers, method = '', url = '' } = request;
  const address = addressOf(request);
  const requestId = requestIdOf(request);
  const { authorization } = headers;
  return { method, url, headers, authorization, address, requestId, arrivedAtMs, body };
}

/** Returns the id that a middleware of the host gave the request, or a new one that it then keeps. */
function requestIdOf(request: Request): string {
  request.id ??= randomUUID();
  return String(request.id);
}

/**
 * Reads a body that no parser of the host has read.
 *
 * @throws UnreadableBody
 */
async function readBody(request: Request): Promise<unknown> {
  const { headers, body } = request;
  const isSent = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'];
  if (body !== undefined || !isSent || request.readableEnded) return body;
  const type = (headers['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();
  if (type !== FORM && type !== 'application/json') throw new UnreadableBody(415);
  const bytes = await receive(request);
  if (type === FORM) return readForm(bytes);
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw new UnreadableBody(400);
  }
}

/**
 * Receives a body to its end, also one that is too large: the next request of the connection comes
 * after it. The parsers of Express do the same.
 *
 * @throws UnreadableBody
 */
async function receive(request: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
    }
  } catch {
    throw new UnreadableBody(400); // the client has gone
  }
  if (size > MAX_BODY) throw new UnreadableBody(413, MAX_BODY);
  return Buffer.concat(chunks);
}

function send({ status, headers = {}, body }: EndpointAnswer, response: ServerResponse): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}

/** Four parameters make it an error handler for Express. */
function sendError(error: unknown, request: Request, response: ServerResponse, next: Next): void {
  if (response.headersSent) return next(error);
  const { limit: bodyLimit } = Object(error) as { limit?: number };
  send(errorAnswer(error, { requestId: requestIdOf(request), bodyLimit }), response);
}
