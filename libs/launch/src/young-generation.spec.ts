import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { limitYoungGeneration } from './young-generation.js';

type Execve = NonNullable<Parameters<typeof limitYoungGeneration>[0]['execve']>;

const { execPath } = process;
const started = {
  execPath,
  execArgv: ['--enable-source-maps'],
  argv: [execPath, '/app/main.js', 'argument'],
  env: {},
};

/** Prints the id and the options of the process, then its input, and fails. */
const PROGRAM = `
  import { limitYoungGeneration } from ${JSON.stringify(import.meta.resolve('./young-generation.ts'))};
  limitYoungGeneration(process);
  console.log(process.pid, process.execArgv[0], process.argv.slice(1));
  for await (const chunk of process.stdin) console.log(String(chunk));
  process.exitCode = 3;`;

function run(...options: string[]) {
  const args = [...options, '--input-type=module', '--eval', PROGRAM, '--', 'a', 'b c'];
  const { pid, status, stdout, stderr } = spawnSync(execPath, args, {
    input: 'i',
    encoding: 'utf8',
  });
  return { status, stderr, stdout: stdout.replace(String(pid), 'pid') };
}

describe('a server process', () => {
  it('starts its program again with a small young generation and the same arguments', () => {
    const execve = vi.fn<Execve>();
    limitYoungGeneration({ ...started, execve });
    expect(execve.mock.calls).toEqual([
      [
        execPath,
        [execPath, '--max-semi-space-size=16', '--enable-source-maps', '/app/main.js', 'argument'],
      ],
    ]);
  });

  it.each([
    ['it has the option', { execArgv: ['--max-semi-space-size=16'] }],
    ['it has another size with underscores', { execArgv: ['--max_semi_space_size=64'] }],
    ['NODE_OPTIONS has a size', { env: { NODE_OPTIONS: '--max-semi-space-size=64' } }],
    ['it was forked', { channel: {} }],
    ['the path of its program is unknown', { execPath: 'node' }],
  ])('keeps running when %s', (_, difference) => {
    const execve = vi.fn<Execve>();
    limitYoungGeneration({ ...started, ...difference, execve });
    expect(execve).not.toHaveBeenCalled();
  });

  it('keeps running on a Node.js that cannot replace a program', () => {
    expect(() => limitYoungGeneration(started)).not.toThrow();
  });

  // Node.js 24 can replace a program, and runs TypeScript.
  describe.skipIf(Number.parseInt(process.versions.node, 10) < 24)('with its new program', () => {
    it('keeps its id, arguments, input and exit code, and prints no warning', () => {
      expect(run()).toEqual({
        status: 3,
        stderr: '',
        stdout: "pid --max-semi-space-size=16 [ 'a', 'b c' ]\ni\n",
      });
    });

    it('is not started when the permission model of Node.js forbids it', () => {
      expect(run('--permission', '--allow-fs-read=*')).toMatchObject({
        status: 3,
        stdout: "pid --permission [ 'a', 'b c' ]\ni\n",
      });
    });
  });
});
