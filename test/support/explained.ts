import { Client } from 'pg';
import { expect, vi } from 'vitest';
import type { Answer } from './requests.js';

interface PlanNode {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** One step of a query plan, with the number of rows that it read. */
export interface PlanStep {
  type: string;
  rows: number;
  loops: number;
}

/** Returns the answer of a page of people, and the query plan of its statement. */
export async function explained(
  login: Client,
  get: () => Promise<Answer>,
): Promise<{ answer: Answer; steps: PlanStep[] }> {
  const { result, steps } = await planOf(login, 'customer_users', get);
  expect(result.status).toBe(200);
  return { answer: result, steps };
}

/**
 * Returns the result of a read, and the query plan of its first statement that reads the table. The
 * statement is recorded at the driver and explained with its own values.
 */
export async function planOf<Result>(
  login: Client,
  table: string,
  read: () => Promise<Result>,
): Promise<{ result: Result; steps: PlanStep[] }> {
  const query = vi.spyOn(Client.prototype, 'query');
  const result = await read();
  const calls = query.mock.calls as unknown as [string, unknown[]?][];
  query.mockRestore();
  const reads = new RegExp(`^(?:select|with).*"${table}"`, 'i');
  const [text, values] = calls.find(([sql]) => reads.test(sql))!;
  const explain = `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`;
  const { rows } = await login.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explain, values);
  const nodes: PlanNode[] = [rows[0]!['QUERY PLAN'][0].Plan];
  for (const node of nodes) nodes.push(...(node.Plans ?? []));
  const steps = nodes.map((node) => ({
    type: node['Node Type'],
    rows: (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    loops: node['Actual Loops'],
  }));
  return { result, steps };
}
