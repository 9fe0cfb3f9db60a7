import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The core of the server, and the cores of all other processes. */
export interface Cores {
  server: string;
  others: string;
}

/**
 * Gives the server the first core that this process may use. Null without taskset or a second core.
 */
export function findCores(): Cores | null {
  const { error } = spawnSync('taskset', ['--version']);
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  const [server, ...others] = readCores(allowed?.[1] ?? '');
  if (error || server === undefined || others.length === 0) return null;
  return { server: String(server), others: others.join(',') };
}

/** Reads a list of the kernel, such as `0-2,7`. */
export function readCores(list: string): number[] {
  return list
    .split(',')
    .filter((range) => range !== '')
    .flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/** Builds a command that runs on these cores; without cores the command is unchanged. */
export function pinned(cores: string | undefined, args: readonly string[]): [string, string[]] {
  const [command, ...rest] = cores === undefined ? args : ['taskset', '-c', cores, ...args];
  return [command!, rest];
}
