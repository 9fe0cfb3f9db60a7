import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { WaitingRequests } from './waiting-requests.js';

function exchangeOn(socket: Socket, complete = true): [IncomingMessage, ServerResponse] {
  const request = Object.assign(new IncomingMessage(socket), { complete });
  return [request, new ServerResponse(request)];
}

/** Requests that wait on a connection of their own, as many as are let in. */
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

  it('are at most 1000 of all connections, and leave room when they begin or are dropped', () => {
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

  it('keep their connection from being read until all have begun', () => {
    const waiting = new WaitingRequests();
    const socket = new Socket();
    for (let n = 0; n < 2; n += 1) waiting.add(socket, exchangeOn(socket));
    expect(socket.isPaused()).toBe(true);
    socket.resume(); // as Node.js does when an answer has left
    socket.emit('resume');
    expect(socket.isPaused()).toBe(true);
    waiting.take(socket);
    expect(socket.isPaused()).toBe(true);
    waiting.take(socket);
    expect(socket.isPaused()).toBe(false);
  });
});

describe('a waiting request of which nothing more comes', () => {
  it('is never begun; its connection ends in its turn', () => {
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

  it('is none when the last one is whole, or none waits', () => {
    const waiting = new WaitingRequests();
    const socket = new Socket();
    expect(waiting.abandonLast(socket)).toBe(false);
    waiting.add(socket, exchangeOn(socket));
    expect(waiting.abandonLast(socket)).toBe(false);
  });
});
