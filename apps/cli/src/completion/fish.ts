import type { CompletedCommand, CompletedOption, Value } from './command-tree.js';

/** Returns a script that completes the commands in fish 3.1 and newer, with their descriptions. */
export function fishScript(tree: readonly CompletedCommand[]): string {
  const paths = tree.slice(1).map(({ path }) => quoted(path));
  const lines = tree.flatMap((command) => [
    ...command.commands.map((each) => subcommand(command, each)),
    ...values(command),
    ...command.options.map((option) => optionLine(command, option)),
  ]);
  return `# Completion of latchkey for fish: latchkey completion fish | source
function __latchkey_at --description 'True when these words are the command on the line'
    set -l paths ${paths.join(' ')}
    set -l at latchkey
    for word in (commandline -opc)[2..-1]
        if contains -- "$at $word" $paths
            set at "$at $word"
        end
    end
    test "$at" = "$argv"
end
for program in latchkey latchkey.js
    complete --command $program --no-files
${lines.map((line) => `    complete --command $program ${line}`).join('\n')}
end
`;
}

function subcommand(
  { path }: CompletedCommand,
  { name, description }: { name: string; description: string },
): string {
  return `${condition(path)} --arguments ${quoted(name)} --description ${quoted(description)}`;
}

function values({ path, value }: CompletedCommand): string[] {
  return value === null || value === 'text' ? [] : [`${condition(path)} ${proposal(value)}`];
}

function optionLine({ path }: CompletedCommand, option: CompletedOption): string {
  const { flags, description, value } = option;
  const names = flags.map((flag) =>
    flag.startsWith('--') ? `--long-option ${flag.slice(2)}` : `--short-option ${flag.slice(1)}`,
  );
  const needed = value === null ? '' : ` --require-parameter ${proposal(value)}`;
  return `${condition(path)} ${names.join(' ')}${needed} --description ${quoted(description)}`;
}

function proposal(value: Value): string {
  if (value === 'text') return '--no-files';
  if (value === 'file') return '--force-files';
  return `--no-files --arguments ${quoted(value.join(' '))}`;
}

function condition(path: string): string {
  return `--condition ${quoted(`__latchkey_at ${path}`)}`;
}

/** Quotes a text for fish, which needs an escape for two characters. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
