import { accessSync, constants } from 'node:fs';

/**
 * Options of Node.js for a server process: a semi-space, half of the memory for new objects, has at
 * most 16 MiB. With the 32 MiB of Node.js 24, an idle process had 218 MB instead of 187 MB. With 8 MiB it
 * had 152 MB, but garbage collection took more of the processor: in `npm run bench`, tokens fell from
 * 0.60 to 0.57 of the floor, pages from 0.64 to 0.60, and changes by 32 writers from 0.46 to 0.38.
 */
export const MEMORY_OPTIONS: readonly string[] = ['--max-semi-space-size=16'];

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
