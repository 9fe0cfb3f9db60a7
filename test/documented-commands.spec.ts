import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../apps/cli/src/program.js';

const latchkey = createProgram();

const paths = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'deploy/README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Returns the command lines of a page, in code blocks and in the text, without comments. */
function documentedCommands(page: string): string[] {
  const joined = page.replaceAll(/ \\\n */g, ' ');
  const found = joined.matchAll(
    /(?:`|^ *|\| )(?:bin\/)?latchkey(?:\.js)? ((?:[^`#\n|]|<[^>\n]*>)+)/gm,
  );
  return Array.from(found, ([, line]) => line!.trim());
}

/** Returns the problem of a command line (an unknown command or option), or null. */
function problem(line: string): string | null {
  let command = latchkey;
  for (const word of line.split(/\s+/)) {
    if (command.commands.length === 0 || word.startsWith('-')) break;
    const next = command.commands.find((each) => each.name() === word);
    if (!next) return `no command ${word} in: ${line}`;
    command = next;
  }
  const known = new Set(['--help', ...command.options.map(({ long }) => long)]);
  const unknown = line.match(/(?<=^|\s)--[a-z-]+/g)?.find((option) => !known.has(option));
  return unknown === undefined ? null : `no option ${unknown} in: ${line}`;
}

describe('documented latchkey commands', () => {
  it.each(paths)('have existing names and options in %s', (path) => {
    const commands = documentedCommands(readFileSync(path, 'utf8'));
    expect(commands.map(problem).filter((each) => each !== null)).toEqual([]);
  });

  it('are found in code blocks, over several lines, and in the text', () => {
    const page =
      'run `bin/latchkey.js keys list`\n```sh\nbin/latchkey.js clients create \\\n  --x # a\n```';
    expect(documentedCommands(page)).toEqual(['keys list', 'clients create --x']);
  });

  it('are found on the page about clients', () => {
    const commands = documentedCommands(readFileSync('docs/clients.md', 'utf8'));
    expect(commands).toContain('secrets rotate <client>');
  });

  it('do not run a package of npm that has the name of the command', () => {
    const named = paths.filter((path) => /npx (?:\S+ )*latchkey/.test(readFileSync(path, 'utf8')));
    expect(named).toEqual([]);
  });

  it.each([
    ['keys fly', 'no command fly in: keys fly'],
    ['keys list --fly', 'no option --fly in: keys list --fly'],
    ['--fly', 'no option --fly in: --fly'],
    ['--version', null],
    ['clients update <clientId> --no-networks --limits a=1', null],
  ])('have in the line %j the problem %j', (line, expected) => {
    expect(problem(line)).toBe(expected);
  });
});

describe('the documentation pages', () => {
  it('the README has at most 200 lines', () => {
    expect(readFileSync('README.md', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(200);
  });

  it('docs/README.md links to every page in docs/', () => {
    const index = readFileSync('docs/README.md', 'utf8');
    const pages = paths.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(pages.filter((path) => !index.includes(`](${path.slice('docs/'.length)})`))).toEqual([]);
  });
});
