import { accessSync, constants } from 'node:fs';

/**
 * Options of Node.js for a server process: a semi-space, half of the memory for new objects, has at
 * most 8 MiB. With the 32 MiB of Node.js 24, an idle process had 24 MB more, and the peak of one that
 * issued tokens was 273 MB instead of 170 MB. Tokens took the same CPU time with 8 MiB, and 4 % more
 * with 4 MiB.
 */
export const MEMORY_OPTIONS: readonly string[] = ['--max-semi-space-size=8'];

/** The parts of `process` that are used here. */
interface Process {
  execPath: string;
  execArgv: readonly string[];
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** The channel to the parent that forked this process. */
  channel?: unknown;
  /** Replaces the program of this process, which keeps its id. Missing on Node.js 20. */
  execve?: (program: string, args: readonly string[]) => void;
}

/**
 * Starts the program of this process again with `MEMORY_OPTIONS`, which V8 reads only at its start.
 * Takes some 30 ms, so call this before other modules are loaded. Does nothing if a start option
 * or NODE_OPTIONS sets the size, or if the process was forked, because the channel would be lost.
 */
export function limitYoungGeneration(current: Process): void {
  const { execPath, execArgv, argv, env } = current;
  const options = [...execArgv, env.NODE_OPTIONS ?? ''].join(' ');
  if (current.channel || /--max[-_]semi[-_]space[-_]size/.test(options)) return;
  try {
    // Without /proc, the path of the program is unknown, and `execve` would end the process.
    accessSync(execPath, constants.X_OK);
    current.execve?.(execPath, [execPath, ...MEMORY_OPTIONS, ...execArgv, ...argv.slice(1)]);
  } catch {
    // Windows or `--permission` forbids it: the process keeps running, and uses more memory.
  }
}
