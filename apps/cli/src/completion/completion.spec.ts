import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../program.js';
import { bashScript } from './bash.js';
import { commandTree } from './command-tree.js';
import { fishScript } from './fish.js';
import { zshScript } from './zsh.js';

const run = promisify(execFile);
const tree = commandTree(createProgram());
const scripts = { bash: bashScript(tree), zsh: zshScript(tree), fish: fishScript(tree) };

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-completion-'));
  for (const [shell, script] of Object.entries(scripts)) {
    writeFileSync(join(directory, shell), script);
  }
  writeFileSync(join(directory, 'clients.yml'), '');
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Lines of a command that the shells complete at the end, with the proposals. */
const LINES: [line: string, proposals: string[]][] = [
  ['latchkey clients li', ['list']],
  ['latchkey secrets r', ['retire', 'rotate']],
  ['latchkey clients list --side ', ['backoffice', 'storefront']],
  ['latchkey clients list --side backoffice --ena', ['--enabled']],
  ['latchkey clients show erp --wi', []],
  ['latchkey keys rotate --algorithm E', ['ES256', 'EdDSA']],
  ['latchkey clients create --name x', []],
  ['latchkey clients apply cli', ['clients.yml']],
  ['latchkey clients create --jwks cli', ['clients.yml']],
];

describe.each(['/bin/bash', '/usr/bin/zsh', '/usr/bin/fish'])('%s', (path) => {
  const shell = path.split('/').at(-1)!;

  /** The proposals of the shell itself; zsh has no way to ask for them, so its functions print. */
  async function proposals(line: string): Promise<string[]> {
    const { stdout } = await run(path, [...OPTIONS[shell]!, ASK[shell]!, join(directory, shell)], {
      cwd: directory,
      env: { PATH: process.env.PATH, HOME: directory, LINE: line },
    });
    const words = stdout.split('\n').map((each) => each.split(/[\t:]/, 1)[0]!);
    const last = line.split(' ').at(-1)!;
    return words.filter((word) => word !== '' && word.startsWith(last)).toSorted();
  }

  // CI installs zsh and fish (.ci/packages).
  it.skipIf(!existsSync(path)).each(LINES)('completes `%s`', async (line, expected) => {
    expect(await proposals(line)).toEqual(expected);
  });

  it.skipIf(!existsSync(path))('lists every command', async () => {
    const names = createProgram().commands.map((command) => command.name());
    expect(await proposals('latchkey ')).toEqual(expect.arrayContaining(names));
  });
});

/** Options of the shells without the files of a user, up to the option for a program. */
const OPTIONS: Record<string, string[]> = {
  bash: ['--norc', '-c'],
  zsh: ['-f', '-c'],
  fish: ['--no-config', '-c'],
};

/** Programs that load the script in $0 or $1, and complete $LINE. */
const ASK: Record<string, string> = {
  bash: `source "$0"
    IFS=' ' read -ra COMP_WORDS <<< "$LINE"; [[ $LINE == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _latchkey; printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: `compdef() { : }; source "$0"
    _describe() { print -rl -- \${(P)@[-1]} }; compadd() { shift; print -rl -- "$@" }; _files() { print -l * }
    words=("\${(@s: :)LINE}"); CURRENT=$#words; _latchkey`,
  fish: 'source $argv[1]; complete -C "$LINE"',
};

describe('the completion of commands', () => {
  it('quotes descriptions with quotation marks and backticks for each shell', () => {
    const [command] = tree.slice(-1);
    const path = `latchkey it's`;
    const odd = { ...command!, path, commands: [{ name: 'x', description: "it's `a` $(b) \\" }] };
    expect(zshScript([odd])).toContain(String.raw`'x:it'\''s ${'`a` $(b) \\'}'`);
    expect(fishScript([odd])).toContain(String.raw`'it\'s ${'`a` $(b) \\\\'}'`);
    expect(bashScript([odd])).toContain(String.raw`'latchkey it'\''s') words='x`);
  });
});
