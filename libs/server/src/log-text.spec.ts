import { describe, expect, it } from 'vitest';
import { logText } from './log-text.js';

const plain = (_: unknown, each: string) => each;
const marked = (format: unknown, each: string) => `<${String(format)}>${each}</>`;

/** A time without a zone is local time, as in the text. */
const time = new Date('2026-03-01T09:05:07').toISOString();

function text(members: object, style: typeof marked = plain): string {
  return logText(
    JSON.stringify({ level: 'info', time, application: 'storefront', ...members }),
    style,
  );
}

const REQUEST = {
  requestId: '4f1d',
  method: 'GET',
  path: '/api/users',
  status: 200,
  milliseconds: 3.25,
  address: '127.0.0.1',
};

describe('a log line for people', () => {
  it('has columns for a request', () => {
    expect([
      text(REQUEST),
      text({ ...REQUEST, application: 'backoffice', method: 'DELETE', milliseconds: 1203 }),
    ]).toEqual([
      '09:05:07  storefront  200       3.3 ms  GET     /api/users\n',
      '09:05:07  backoffice  200    1203.0 ms  DELETE  /api/users\n',
    ]);
  });

  it.each([
    [200, 'green'],
    [304, 'green'],
    [404, 'yellow'],
    [503, 'red'],
  ])('shows the status %i in %s', (status, colour) => {
    expect(text({ ...REQUEST, status }, marked)).toContain(`<${colour}>${status}</>`);
  });

  it('says level, context, message and the other members of an event', () => {
    const event = { context: 'OAuth', error: 'invalid_client', reason: 'wrong_secret', count: 2 };
    expect(text({ level: 'warn', requestId: '4f1d', ...event }, marked)).toBe(
      '<dim>09:05:07</>  storefront  <yellow>warn </>  OAuth: invalid_client  reason=wrong_secret  count=2\n',
    );
  });

  it('has the stack of an error below it', () => {
    const error = { name: 'TypeError', message: 'no id', stack: 'TypeError: no id\n    at x.js:1' };
    expect(text({ level: 'error', msg: 'a bug', error })).toBe(
      '09:05:07  storefront  error  a bug: no id\n    TypeError: no id\n        at x.js:1\n',
    );
  });

  it('has the stack that Nest passes beside the message below it', () => {
    expect(text({ level: 'error', msg: 'a bug', stack: 'Error: a bug\n    at x.js:1' })).toBe(
      '09:05:07  storefront  error  a bug\n    Error: a bug\n        at x.js:1\n',
    );
  });

  it('replaces characters that a terminal obeys, so a request cannot forge a line', () => {
    const forged = text({ ...REQUEST, path: '/\x1b[2J\u009b\u202E\n09:05:07' });
    expect(forged).toContain('GET     /\uFFFD[2J\uFFFD\uFFFD\uFFFD09:05:07\n');
    const error = { message: 'a\nb', stack: 'a\x07\nb' };
    expect(text({ error })).toBe('09:05:07  storefront  info   a\uFFFDb\n    a\uFFFD\n    b\n');
  });

  it('shortens a long sentence of level info, and no other', () => {
    const msg = 'm'.repeat(500);
    expect(text({ msg })).toHaveLength(
      '09:05:07  storefront  info   '.length + 120 + ' …\n'.length,
    );
    expect(text({ level: 'warn', msg })).toContain(msg);
  });
});
