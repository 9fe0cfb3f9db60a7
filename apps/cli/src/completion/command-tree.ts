import type { Command, Option } from 'commander';

/** The value of an option or a command: a file, one of these words, or a text that nobody can guess. */
export type Value = 'file' | 'text' | readonly string[];

export interface CompletedOption {
  /** Such as `--side`; with the short form, if there is one. */
  flags: string[];
  description: string;
  /** Null for an option without a value. */
  value: Value | null;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** The words that lead to the command, such as `latchkey clients list`. */
  path: string;
  commands: { name: string; description: string }[];
  options: CompletedOption[];
  /** The first argument of the command; null for none. */
  value: Value | null;
}

/** Arguments and values of options that are names of files. */
const IS_FILE = /^(?:file|clients\.yml)$/;

/** Lists a command and all commands below it. */
export function commandTree(command: Command, parents: readonly string[] = []): CompletedCommand[] {
  const names = [...parents, command.name()];
  const { visibleCommands, visibleOptions } = visible(command);
  const own = {
    path: names.join(' '),
    commands: visibleCommands.map((each) => {
      return { name: each.name(), description: each.description() };
    }),
    options: visibleOptions.map(completedOption),
    value: argumentValue(command),
  };
  return [own, ...visibleCommands.flatMap((each) => commandTree(each, names))];
}

function visible(command: Command) {
  const help = command.createHelp();
  const isCommand = (each: Command) => command.commands.includes(each);
  return {
    visibleCommands: help.visibleCommands(command).filter(isCommand),
    visibleOptions: help.visibleOptions(command),
  };
}

function completedOption(option: Option): CompletedOption {
  const { short, long, description, required, optional, flags, argChoices } = option;
  const [, name = ''] = /[<[](.+?)[>\]]$/.exec(flags) ?? [];
  return {
    flags: [long, short].filter((flag) => flag !== undefined),
    description,
    value: required || optional ? valueOf(name, argChoices) : null,
  };
}

function argumentValue(command: Command): Value | null {
  const [argument] = command.registeredArguments;
  return argument ? valueOf(argument.name(), argument.argChoices) : null;
}

function valueOf(name: string, choices: readonly string[] | undefined): Value {
  return choices ?? (IS_FILE.test(name) ? 'file' : 'text');
}
