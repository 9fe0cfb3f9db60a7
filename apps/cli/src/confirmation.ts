import { createInterface } from 'node:readline/promises';
import { currentTerminal } from './terminal.js';

/**
 * Asks the operator a question on the terminal, unless they have answered it with `--yes`.
 *
 * @throws Error when the answer is not yes, and without a terminal
 */
export async function confirm(question: string, { yes = false }: { yes?: boolean }): Promise<void> {
  if (yes) return;
  const { stdin, stderr } = currentTerminal();
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new Error(`nothing was changed: nobody can answer "${question}" here, so add --yes`);
  }
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await lines.question(`${question} [y/N] `);
    if (!/^y(?:es)?$/i.test(answer.trim())) throw new Error('nothing was changed');
  } finally {
    lines.close();
  }
}
