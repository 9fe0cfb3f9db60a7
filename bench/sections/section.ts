import type { Bench } from '../bench.js';
import type { Table } from '../table.js';

/** A part of the benchmark that can be asked for by itself. */
export interface Section {
  name: string;
  run: (bench: Bench) => Promise<Table>;
}
