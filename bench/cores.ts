import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** On which cores the server runs, and on which all the rest; null when there is nothing to choose. */
export interface Cores {
  server: string;
  others: string;
}

/** The first core that this process may use is the server's alone. */
export function findCores(): Cores | null {
  const { error } = spawnSync('taskset', ['--version']);
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  const [server, ...others] = readCores(allowed?.[1] ?? '');
  if (error || server === undefined || others.length === 0) return null;
  return { server: String(server), others: others.join(',') };
}

/** The numbers in a list of the kernel's: `0-2,7`. */
export function readCores(list: string): number[] {
  return list
    .split(',')
    .filter((range) => range !== '')
    .flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/** The words of a command that runs on these cores; as they are without any. */
export function pinned(cores: string | undefined, words: readonly string[]): [string, string[]] {
  const [command, ...rest] = cores === undefined ? words : ['taskset', '-c', cores, ...words];
  return [command!, rest];
}
