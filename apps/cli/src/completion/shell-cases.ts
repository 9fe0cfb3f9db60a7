import type { CompletedCommand, Value } from './command-tree.js';
import { quoted } from './quoted.js';

/** How one shell completes. */
export interface Shell {
  /** The word before the one that is completed. */
  lastWord: string;
  /** Separates the patterns of a case. */
  or: string;
  /** Returns the statements that propose a value. */
  proposal: (value: Value) => string;
  commandCase: (command: CompletedCommand) => string;
}

/**
 * Returns the statements that complete a word, for bash and zsh: after an option with a value, only
 * values are proposed. `$at` has the words that lead to the command.
 */
export function casesOf(tree: readonly CompletedCommand[], shell: Shell): string {
  return `  case "$at:${shell.lastWord}" in
${tree.flatMap((command) => valueCases(command, shell)).join('\n')}
  esac
  case "$at" in
${tree.map(shell.commandCase).join('\n')}
  esac`;
}

function valueCases({ path, options }: CompletedCommand, { or, proposal }: Shell): string[] {
  return options.flatMap(({ flags, value }) => {
    if (value === null) return [];
    const patterns = flags.map((flag) => quoted(`${path}:${flag}`)).join(or);
    return [`    ${patterns}) ${proposal(value)}return ;;`];
  });
}
