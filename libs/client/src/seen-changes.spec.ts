import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SeenChanges } from './seen-changes.js';

let seen: SeenChanges;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  seen = new SeenChanges();
});
afterEach(() => vi.useRealTimers());

const learn = (lsn?: string) =>
  seen.learn(new Response(null, { headers: lsn === undefined ? {} : { 'Latchkey-LSN': lsn } }));

const headerOf = (method: string) => {
  const headers = new Headers();
  seen.addTo({ method, headers });
  return headers.get('Latchkey-LSN');
};

const [OLDER, NEWER] = ['00000000000000ff', '0000000000000100'] as const;

describe('the position of the last change of a client', () => {
  it('is sent with reads, and with no other request', () => {
    expect(headerOf('GET')).toBeNull();
    learn(NEWER);
    expect(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'].map(headerOf)).toEqual([
      NEWER,
      NEWER,
      null,
      null,
      null,
    ]);
  });

  it('is the greatest, also when answers overtake each other', () => {
    learn(NEWER);
    learn(OLDER);
    learn();
    expect(headerOf('GET')).toBe(NEWER);
  });

  it('is no longer sent after a minute without a change', () => {
    learn(OLDER);
    vi.advanceTimersByTime(59_000);
    expect(headerOf('GET')).toBe(OLDER);
    vi.advanceTimersByTime(2000);
    expect(headerOf('GET')).toBeNull();
  });
});
