import { Client } from 'pg';
import { vi } from 'vitest';

/**
 * Collects the statements that the applications of this process send for a request. Statements that
 * share a round trip are one, with the text of the last. Other work may run meanwhile, so the lowest
 * of five counts.
 */
export async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(Client.prototype, 'query');
  let quietest: string[] | undefined;
  for (let time = 0; time < 5; time += 1) {
    query.mockClear();
    await act();
    const texts = query.mock.calls.map(([statement]) => textOf(statement));
    if (!quietest || texts.length < quietest.length) quietest = texts;
  }
  query.mockRestore();
  return quietest!;
}

export function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : (statement as { text: string }).text;
}
