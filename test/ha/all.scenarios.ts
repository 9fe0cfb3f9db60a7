import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MACHINE_FAULTS, OTHER_FAULTS } from './machine-faults.js';
import { type Finding, play } from './scenario.js';
import { Stage } from './stage.js';
import { table } from './table.js';

const isShort = process.env.HA === 'short';
const all = [...MACHINE_FAULTS, ...OTHER_FAULTS];

const findings: Finding[] = [];
let stage: Stage;

beforeAll(async () => {
  Logger.overrideLogger(false); // silences the migrations, which run in this process
  stage = await Stage.set(process.env.HA_DIRECTORY!);
});
afterAll(async () => {
  process.stdout.write(`\n${table(findings)}`);
  await stage?.strike();
});

it.each(all.filter((scenario) => !isShort || scenario.isShort))('$name', async (scenario) => {
  const finding = await play(stage, scenario);
  findings.push(finding);
  expect(finding.broken).toEqual([]);
});

it.skipIf(isShort)('a former primary with changes of its own has become a standby', () => {
  expect(findings.reduce((sum, { rewinds }) => sum + rewinds, 0)).toBeGreaterThan(0);
});

it('the audit trail is intact after all', async () => {
  expect(await stage.verifyAudit()).toMatch(/^sound +yes$/m);
});
