import { readdirSync, readFileSync } from 'node:fs';

/** The unit of /proc on Linux, independent of the frequency of the kernel's clock. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU that a process has used, in all its threads: utime and stime of proc(5). */
export function cpuSeconds(pid: number): number {
  return readStat(pid).seconds;
}

/**
 * Seconds of CPU that a process and its children have used, those included that have ended. It is
 * for PostgreSQL, whose first process waits for all others and has no grandchildren.
 */
export function familyCpuSeconds(pid: number): number {
  const { seconds, endedSeconds } = readStat(pid);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => findStat(Number(name)) ?? [])
    .filter(({ parent }) => parent === pid);
  return children.reduce((sum, child) => sum + child.seconds, seconds + endedSeconds);
}

interface Stat {
  parent: number;
  seconds: number;
  /** CPU time of its children that have ended. */
  endedSeconds: number;
}

function readStat(pid: number): Stat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program is in brackets and may have spaces. Behind it are the fields 3, 4 …:
  // ppid is the 4th field, utime the 14th, then stime, cutime and cstime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) =>
    Number(fields[at]),
  ) as [number, number, number, number, number];
  return {
    parent,
    seconds: (user + system) / TICKS_PER_SECOND,
    endedSeconds: (endedUser + endedSystem) / TICKS_PER_SECOND,
  };
}

/** Null for a process that has ended. */
function findStat(pid: number): Stat | null {
  try {
    return readStat(pid);
  } catch {
    return null;
  }
}

export interface Memory {
  /** Current resident memory; bytes. */
  resident: number;
  /** Maximum resident memory since the start; bytes. */
  peak: number;
}

export function memory(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return { resident: bytes('VmRSS'), peak: bytes('VmHWM') };
}
