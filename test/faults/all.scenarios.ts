import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DATABASE_FAULTS, promotion } from './database-faults.js';
import { REPLICA_FAULTS } from './replica-faults.js';
import { hasNginx } from '../support/nginx.js';
import { type Extent, play } from './scenario.js';
import { Stage } from './stage.js';
import { type Row, table } from './table.js';

const EXTENT: Extent =
  process.env.FAULTS === 'short' ? { rounds: 1, outageMs: 3_000 } : { rounds: 4, outageMs: 10_000 };

const rows: Row[] = [];
const last = promotion();
let stage: Stage;

beforeAll(async () => {
  Logger.overrideLogger(false); // silences the migrations, which run in this process
  stage = await Stage.set();
});
afterAll(async () => {
  process.stdout.write(`\n${table(rows)}`);
  await stage.strike();
  last.close();
});

for (const scenario of [...REPLICA_FAULTS, ...DATABASE_FAULTS, last]) {
  it(`${scenario.name}: ${scenario.promised}`, async () => {
    if (scenario.needsProxy && !hasNginx) {
      rows.push({
        name: scenario.name,
        skipped: 'because nginx is missing: apt-get install nginx',
      });
      return;
    }
    const finding = await play(stage, scenario, EXTENT);
    rows.push(finding);
    expect(finding.broken).toEqual([]);
  });
}
