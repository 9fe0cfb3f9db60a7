import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpConfig } from '#config';
import type { Log } from './log.js';
import { WaitingRequests } from './waiting-requests.js';

/** Milliseconds between two checks for responses that clients do not read. */
const SWEEP_MS = 1000;

/** Share of `maxConnections` that is closed at once when unused connections must make room. */
const ROOM = 0.01;

/** Reason why the server closed a connection, or did not accept it. */
export type Closing = 'unused' | 'full' | 'unread' | 'pipelined' | 'failed';

interface Connection {
  /** Response in progress; undefined between two requests and before the first. */
  response?: ServerResponse;
  /** The last answered request, if it was answered before the end of its body. */
  unfinished?: IncomingMessage;
  /** The unread response: how many bytes must be sent, and since when they wait. */
  unread?: { upTo: number; since: number };
}

/**
 * The connections of one server and their limits: clients with open connections block no others.
 *
 * `http.maxConnections`: at this number, the server closes the connections that have been unused
 * for longest. When all are in use, it closes new connections without a response. A load balancer
 * then tries another process, which it would not do after a 503.
 *
 * `http.responseTimeout`: a response stays in memory until its client has read it, and Node.js has
 * no timeout for that. Progress counts in complete responses, because Node.js reports nothing
 * finer.
 *
 * Requests over one connection are answered one after the other (RFC 9112 §9.3.2 allows concurrency
 * for safe methods only). Node.js would start all requests it has read before serving other
 * connections. The server closes a connection when too many of its requests wait, or too many of
 * all connections.
 *
 * No limit depends on the address: behind a load balancer all connections have the same one.
 */
export class Connections {
  readonly closed: Record<Closing, number> = {
    unused: 0,
    full: 0,
    unread: 0,
    pipelined: 0,
    failed: 0,
  };
  readonly waiting = new WaitingRequests();

  /** Ordered by use: the connection that has been unused for longest comes first. */
  readonly #open = new Map<Socket, Connection>();
  readonly #server: Server;
  readonly #limits: Pick<HttpConfig, 'maxConnections' | 'responseTimeout'>;
  readonly #log: Log;
  #sweeper?: NodeJS.Timeout;

  #answer: RequestListener;

  constructor(server: Server, limits: HttpConfig, log: Log) {
    this.#server = server;
    this.#limits = limits;
    this.#log = log;
    this.#server.maxConnections = limits.maxConnections;
    this.#server.on('connection', (socket) => this.#add(socket));
    this.#server.on('drop', () => (this.closed.full += 1));
    this.#server.on('listening', () => {
      this.#sweeper = setInterval(() => this.#closeUnread(), SWEEP_MS).unref();
      // Node.js reports connections that the system rejected. Without a listener it would exit.
      server.on('error', (error) =>
        log.error({ msg: 'the public port could not accept a connection', error }),
      );
    });
    this.#server.on('close', () => clearInterval(this.#sweeper));
  }

  /** Replaces the server's request listener, and calls that listener for one request at a time. */
  answerInTurn(): void {
    [this.#answer] = this.#server.listeners('request') as [RequestListener];
    this.#server.off('request', this.#answer);
    this.#server.on('request', (request, response) => this.#begin(request, response));
  }

  get count(): number {
    return this.#open.size;
  }

  /** Returns the response that is due over a connection, the last one if there are several. */
  responseOver(socket: Socket): ServerResponse | undefined {
    return this.waiting.last(socket)?.[1] ?? this.#open.get(socket)?.response;
  }

  /** True while the rest of a body arrives whose request was already answered. */
  isAnswered(socket: Socket): boolean {
    return this.#open.get(socket)?.unfinished?.complete === false;
  }

  /**
   * Closes the connections without a current request. Node.js does not count a connection as idle
   * before its first byte, and browsers and load balancers open connections in advance.
   */
  closeIdle(): void {
    this.#server.closeIdleConnections();
    for (const socket of this.#open.keys()) if (socket.bytesRead === 0) socket.destroy();
  }

  /**
   * Handles a failure for which no response can be sent: logs it and closes the connection. The
   * client may retry, and the process keeps running.
   */
  fail(error: unknown, socket: Socket): void {
    this.#log.error({ msg: 'a request failed without an answer; its connection is closed', error });
    socket.destroy();
    this.closed.failed += 1;
  }

  /**
   * Handles a failure that cannot be traced to a request. Closes the connections whose current
   * request still has no response after `http.responseTimeout`.
   */
  closeUnanswered(): void {
    const inFlight = [...this.#open].flatMap(([socket, { response }]) =>
      response && !response.headersSent ? [[socket, response] as const] : [],
    );
    setTimeout(() => {
      for (const [socket, response] of inFlight) {
        if (this.#open.get(socket)?.response !== response || response.headersSent) continue;
        this.fail(new Error('the request was never answered'), socket);
      }
    }, this.#limits.responseTimeout * 1000).unref();
  }

  #add(socket: Socket): void {
    this.#open.set(socket, {});
    socket.once('close', () => {
      this.#open.delete(socket);
      this.waiting.drop(socket);
    });
    if (this.#open.size >= this.#limits.maxConnections) this.#makeRoom(socket);
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const connection = this.#open.get(socket);
    if (connection?.response) return this.#wait(socket, [request, response]);
    if (connection) {
      connection.response = response;
      response.on('close', () => this.#next(socket, connection));
    }
    try {
      this.#answer(request, response);
    } catch (error) {
      this.fail(error, socket);
    }
  }

  #wait(socket: Socket, exchange: [IncomingMessage, ServerResponse]): void {
    if (socket.destroyed || this.waiting.add(socket, exchange)) return;
    socket.destroy();
    this.closed.pipelined += 1;
  }

  /** Starts the next request, unless the connection is closed. */
  #next(socket: Socket, connection: Connection): void {
    if (!this.#open.delete(socket)) return;
    const { req } = connection.response!;
    connection.unfinished = req.complete ? undefined : req;
    connection.response = undefined;
    this.#open.set(socket, connection); // moves it to the end
    const next = this.waiting.take(socket);
    if (next) this.#begin(...next);
  }

  #makeRoom(newest: Socket): void {
    let left = Math.ceil(this.#limits.maxConnections * ROOM);
    for (const [socket, { response }] of this.#open) {
      if (left === 0) return;
      if (response || socket === newest) continue;
      socket.destroy();
      this.closed.unused += 1;
      left -= 1;
    }
  }

  #closeUnread(): void {
    const now = performance.now();
    for (const [socket, connection] of this.#open) {
      const { bytesWritten, writableLength } = socket;
      if (writableLength === 0) connection.unread = undefined;
      else if (!connection.unread || bytesWritten - writableLength >= connection.unread.upTo) {
        connection.unread = { upTo: bytesWritten, since: now };
      } else if (now - connection.unread.since > this.#limits.responseTimeout * 1000) {
        socket.destroy();
        this.closed.unread += 1;
      }
    }
  }
}
