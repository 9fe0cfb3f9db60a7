import { expect, it, vi } from 'vitest';
import { type Log, NestLog } from './log.js';

const failure = new Error('failure');

it.each([
  ['log', ['started', 'OAuth'], 'info', { context: 'OAuth', msg: 'started' }],
  ['log', ['route', 'RouterExplorer'], 'debug', { context: 'RouterExplorer', msg: 'route' }],
  ['warn', [{ requestId: '1' }, 'OAuth'], 'warn', { context: 'OAuth', requestId: '1' }],
  ['error', ['bug', 'at x', 'A'], 'error', { context: 'A', stack: 'at x', msg: 'bug' }],
  ['error', [failure, 'A'], 'error', { context: 'A', error: failure }],
  ['fatal', ['end'], 'fatal', { msg: 'end' }],
  ['verbose', ['detail'], 'trace', { msg: 'detail' }],
] as const)(
  'a message of Nest by %s is logged: %j',
  (method, [message, ...rest], level, fields) => {
    const write = vi.fn<(fields: object) => void>();
    new NestLog({ [level]: write } as unknown as Log)[method](message, ...rest);
    expect(write.mock.calls).toEqual([[fields]]);
  },
);
