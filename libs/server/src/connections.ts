import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HttpConfig } from '#config';

/** Milliseconds between two looks for answers that nobody reads. */
const SWEEP_MS = 1000;

/** A connection that is in no use is closed for a new one, and so are some of the next. */
const ROOM = 0.01;

/** Requests of one connection that wait for the one before; nobody known sends as many in advance. */
const MAX_WAITING = 100;

/** Why a connection was closed, or not taken, before its client had enough of it. */
export type Closing = 'unused' | 'full' | 'unread' | 'pipelined';

interface Connection {
  /** What is being answered; undefined between two requests and before the first. */
  reply?: FastifyReply;
  /** Sent before the answer to that has come. */
  waiting: { reply: FastifyReply; begin: () => void }[];
  /** The answer that is not read yet: how many bytes have to leave, and since when they wait. */
  unread?: { upTo: number; since: number };
}

/**
 * The connections of one server, and what bounds them, so that clients which hold them open do
 * not hold up others.
 *
 * `http.maxConnections`: when so many are open, those that have been unused for longest are closed,
 * and when all are in use, a new one is closed without an answer. A load balancer then asks
 * another process, which it would not do after a 503.
 *
 * `http.responseTimeout`: an answer is in memory until its client has read it, and no timeout of
 * Node.js ends that. Progress is seen in whole answers, since Node.js tells of no smaller parts.
 *
 * Requests over one connection are done one after the other (RFC 9112 §9.3.2 allows more for safe
 * methods only). Node.js would begin all that it has read, before anybody else has a turn.
 *
 * Not by address: behind a load balancer all connections have its own.
 */
export class Connections {
  readonly closed: Record<Closing, number> = { unused: 0, full: 0, unread: 0, pipelined: 0 };

  /** The one that has been unused for longest comes first. */
  readonly #open = new Map<Socket, Connection>();
  readonly #server: Server;
  readonly #limits: Pick<HttpConfig, 'maxConnections' | 'responseTimeout'>;
  #sweeper?: NodeJS.Timeout;

  constructor(fastify: FastifyInstance, limits: HttpConfig) {
    this.#server = fastify.server;
    this.#limits = limits;
    this.#server.maxConnections = limits.maxConnections;
    this.#server.on('connection', (socket) => this.#add(socket));
    this.#server.on('drop', () => (this.closed.full += 1));
    this.#server.on('listening', () => {
      this.#sweeper = setInterval(() => this.#closeUnread(), SWEEP_MS).unref();
    });
    this.#server.on('close', () => clearInterval(this.#sweeper));
    this.#follow(fastify);
  }

  get count(): number {
    return this.#open.size;
  }

  /** What is to be answered over a connection, the last of several. */
  replyOver(socket: Socket): FastifyReply | undefined {
    const connection = this.#open.get(socket);
    return connection?.waiting.at(-1)?.reply ?? connection?.reply;
  }

  /**
   * Those over which nothing is asked at the moment. Node.js does not count one as idle over
   * which nothing has come yet, and browsers and load balancers open them in advance.
   */
  closeIdle(): void {
    this.#server.closeIdleConnections();
    for (const socket of this.#open.keys()) if (socket.bytesRead === 0) socket.destroy();
  }

  #add(socket: Socket): void {
    this.#open.set(socket, { waiting: [] });
    socket.once('close', () => this.#open.delete(socket));
    if (this.#open.size >= this.#limits.maxConnections) this.#makeRoom(socket);
  }

  #follow(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', ({ raw: { socket } }, reply, done) => {
      const connection = this.#open.get(socket);
      if (connection?.reply) return this.#wait(socket, connection, { reply, begin: done });
      if (connection) connection.reply = reply;
      return done();
    });
    fastify.addHook('onResponse', ({ raw: { socket } }, reply, done) => {
      const connection = this.#open.get(socket);
      if (connection?.reply === reply) this.#next(socket, connection);
      done();
    });
  }

  #wait(socket: Socket, { waiting }: Connection, request: Connection['waiting'][number]): void {
    if (waiting.push(request) <= MAX_WAITING || socket.destroyed) return;
    socket.destroy();
    this.closed.pipelined += 1;
  }

  #next(socket: Socket, connection: Connection): void {
    const next = connection.waiting.shift();
    connection.reply = next?.reply;
    this.#open.delete(socket);
    this.#open.set(socket, connection);
    next?.begin();
  }

  #makeRoom(newest: Socket): void {
    let left = Math.ceil(this.#limits.maxConnections * ROOM);
    for (const [socket, { reply }] of this.#open) {
      if (left === 0) return;
      if (reply || socket === newest) continue;
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
