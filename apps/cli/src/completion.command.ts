import { Argument, Command } from 'commander';
import { print } from './output.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof SHELLS)[number];

/** `latchkey completion …`: prints a script that lets a shell complete commands and options. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print a script that lets a shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'the shell that reads the script').choices(SHELLS))
    .action(async (shell: Shell, _options: unknown, command: Command) =>
      print((await script(shell, command.parent!)).trimEnd()),
    );
}

async function script(shell: Shell, program: Command): Promise<string> {
  const { commandTree } = await import('./completion/command-tree.js');
  const tree = commandTree(program);
  if (shell === 'bash') return (await import('./completion/bash.js')).bashScript(tree);
  if (shell === 'zsh') return (await import('./completion/zsh.js')).zshScript(tree);
  return (await import('./completion/fish.js')).fishScript(tree);
}
