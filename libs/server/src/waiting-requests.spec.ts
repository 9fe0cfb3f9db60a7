import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { WaitingRequests } from './waiting-requests.js';

function exchangeOn(socket: Socket, complete = true): [IncomingMessage, ServerResponse] {
  const request = Object.assign(new IncomingMessage(socket), { complete });
  return [request, new ServerResponse(request)];
}

/** Adds requests to a new connection until one is rejected; `count` were accepted. */
function fillConnection(waiting: WaitingRequests) {
  const socket = new Socket();
  let count = 0;
  while (waiting.add(socket, exchangeOn(socket))) count += 1;
  return { socket, count };
}

describe('waiting requests', () => {
  it('are at most ten of one connection, and begin in their order', () => {
    const waiting = new WaitingRequests();
    const socket = new Socket();
    const exchanges = Array.from({ length: 10 }, () => exchangeOn(socket));
    for (const exchange of exchanges) expect(waiting.add(socket, exchange)).toBe(true);
    expect(waiting.add(socket, exchangeOn(socket))).toBe(false);
    expect(waiting.last(socket)).toBe(exchanges.at(-1));
    expect(Array.from({ length: 11 }, () => waiting.take(socket))).toEqual([
      ...exchanges,
      undefined,
    ]);
  });

  it('are at most 1000 of all connections, and make room when they begin or are dropped', () => {
    const waiting = new WaitingRequests();
    const full = Array.from({ length: 100 }, () => fillConnection(waiting));
    expect(new Set(full.map(({ count }) => count))).toEqual(new Set([10]));
    expect(fillConnection(waiting).count).toBe(0);
    waiting.take(full[0]!.socket);
    expect(fillConnection(waiting).count).toBe(1);
    waiting.drop(full[1]!.socket);
    waiting.drop(full[1]!.socket);
    expect(fillConnection(waiting).count).toBe(10);
    expect(fillConnection(waiting).count).toBe(0);
  });

  it('pause the reading of their connection until all have begun', () => {
    const waiting = new WaitingRequests();
    const socket = new Socket();
    for (let n = 0; n < 2; n += 1) waiting.add(socket, exchangeOn(socket));
    expect(socket.isPaused()).toBe(true);
    socket.resume(); // as Node.js does when a response was sent
    socket.emit('resume');
    expect(socket.isPaused()).toBe(true);
    waiting.take(socket);
    expect(socket.isPaused()).toBe(true);
    waiting.take(socket);
    expect(socket.isPaused()).toBe(false);
  });
});

describe('an incomplete waiting request on an unreadable connection', () => {
  it('is never begun, and its connection is closed in its turn', () => {
    const waiting = new WaitingRequests();
    const socket = new Socket();
    const end = vi.spyOn(socket, 'destroySoon');
    const first = exchangeOn(socket);
    waiting.add(socket, first);
    waiting.add(socket, exchangeOn(socket, false));
    expect(waiting.abandonLast(socket)).toBe(true);
    expect(waiting.take(socket)).toBe(first);
    expect(end).not.toHaveBeenCalled();
    expect(waiting.take(socket)).toBeUndefined();
    expect(end).toHaveBeenCalledOnce();
  });

  it('does not exist when the last request is complete, or none waits', () => {
    const waiting = new WaitingRequests();
    const socket = new Socket();
    expect(waiting.abandonLast(socket)).toBe(false);
    waiting.add(socket, exchangeOn(socket));
    expect(waiting.abandonLast(socket)).toBe(false);
  });
});
