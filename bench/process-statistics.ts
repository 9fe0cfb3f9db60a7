import { readFileSync } from 'node:fs';

/** The unit of /proc on Linux, independent of the frequency of the kernel's clock. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU that a process has used, in all its threads: utime and stime of proc(5). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program is in brackets and may have spaces. utime is the 14th field, stime the
  // 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
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
