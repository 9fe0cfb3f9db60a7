import { describe, expect, it, vi } from 'vitest';
import { limitYoungGeneration } from './young-generation.js';

type Execve = NonNullable<Parameters<typeof limitYoungGeneration>[0]['execve']>;

const started = {
  execPath: '/usr/bin/node',
  execArgv: ['--enable-source-maps'],
  argv: ['/usr/bin/node', '/app/main.js', 'argument'],
  env: {},
};

describe('a server process', () => {
  it('starts its program again with a small young generation and the same arguments', () => {
    const execve = vi.fn<Execve>();
    limitYoungGeneration({ ...started, execve });
    expect(execve.mock.calls).toEqual([
      [
        '/usr/bin/node',
        [
          '/usr/bin/node',
          '--max-semi-space-size=8',
          '--enable-source-maps',
          '/app/main.js',
          'argument',
        ],
      ],
    ]);
  });

  it.each([
    ['it has the option', { execArgv: ['--max-semi-space-size=8'] }],
    ['it has another size with underscores', { execArgv: ['--max_semi_space_size=64'] }],
    ['NODE_OPTIONS has a size', { env: { NODE_OPTIONS: '--max-semi-space-size=64' } }],
    ['it was forked', { channel: {} }],
  ])('keeps running when %s', (_, difference) => {
    const execve = vi.fn<Execve>();
    limitYoungGeneration({ ...started, ...difference, execve });
    expect(execve).not.toHaveBeenCalled();
  });

  it('keeps running on a Node.js that cannot replace a program', () => {
    expect(() => limitYoungGeneration(started)).not.toThrow();
  });
});
