import type { Bench } from '../bench.js';
import type { Table } from '../table.js';

/** A part of the benchmark that `--only` can select. */
export interface Section {
  name: string;
  run: (bench: Bench) => Promise<Table>;
}
