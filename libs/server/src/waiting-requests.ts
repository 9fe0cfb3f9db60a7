import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Exchange = [IncomingMessage, ServerResponse];

/**
 * Maximum waiting requests of one connection. It is not a setting, because browsers, proxies and
 * HTTP libraries do not pipeline.
 */
const MAX_WAITING = 10;

/** Maximum for all connections: 16 MB, because `http.headerLimit` bounds each request. */
const MAX_WAITING_IN_TOTAL = 1000;

/**
 * Pipelined requests that wait for the response to the previous request.
 *
 * The server stops reading from a connection until all its waiting requests have begun. A single
 * read can contain thousands of requests, so they are also counted.
 */
export class WaitingRequests {
  readonly #bySocket = new Map<Socket, Exchange[]>();
  readonly #abandoned = new WeakSet<IncomingMessage>();
  #count = 0;

  /** Adds a request; returns false, and adds nothing, when too many requests wait. */
  add(socket: Socket, exchange: Exchange): boolean {
    const waiting = this.#bySocket.get(socket) ?? this.#holdBack(socket);
    if (waiting.length === MAX_WAITING || this.#count === MAX_WAITING_IN_TOTAL) return false;
    waiting.push(exchange);
    this.#count += 1;
    return true;
  }

  /**
   * Removes and returns the next request of a connection; closes the connection instead when the
   * request was abandoned.
   */
  take(socket: Socket): Exchange | undefined {
    if (this.#count === 0) return undefined; // the usual case
    const waiting = this.#bySocket.get(socket);
    if (!waiting) return undefined;
    const next = waiting.shift();
    if (next) this.#count -= 1;
    if (waiting.length === 0) {
      this.#bySocket.delete(socket);
      socket.off('resume', pause).resume();
    }
    if (!next || !this.#abandoned.has(next[0])) return next;
    socket.destroySoon();
    return undefined;
  }

  last(socket: Socket): Exchange | undefined {
    return this.#bySocket.get(socket)?.at(-1);
  }

  /**
   * Marks the last waiting request of a connection that can no longer be read: an incomplete
   * request is never started. Returns false when there is no such request.
   */
  abandonLast(socket: Socket): boolean {
    const [request] = this.last(socket) ?? [];
    if (!request || request.complete) return false;
    this.#abandoned.add(request);
    return true;
  }

  /** Drops the requests of a closed connection. */
  drop(socket: Socket): void {
    this.#count -= this.#bySocket.get(socket)?.length ?? 0;
    this.#bySocket.delete(socket);
  }

  #holdBack(socket: Socket): Exchange[] {
    const waiting: Exchange[] = [];
    this.#bySocket.set(socket, waiting);
    socket.on('resume', pause).pause();
    return waiting;
  }
}

/** Pauses again; Node.js resumes a connection when a body is read or a response was sent. */
function pause(this: Socket): void {
  this.pause();
}
