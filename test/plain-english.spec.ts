import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** This file, whose examples would be reported. */
const SELF = 'test/plain-english.spec.ts';

const TEXT_FILE = /\.(tsx?|js|mjs|css|html|md|ya?ml|conf|cfg|sh)$|(^|\/)Dockerfile$|^\.ci\//;
const GENERATED = /(^|\/)package-lock\.json$/;

/** Words that may follow "the most" or "the least" as parts of a superlative. */
const SUPERLATIVE =
  'common|expensive|frequent|general|important|likely|privileged?|recent|recently|restrictive|significant|specific';

/** Space between two words, which may be a line break within a comment. */
const GAP = String.raw`(?:[\s*#]|//)+`;

/** Expressions that hide the subject of a sentence or are outdated, by name. */
const PATTERNS = {
  'at the most': new RegExp(`\\bat${GAP}the${GAP}(?:most|least)\\b`, 'gi'),
  'the most': new RegExp(
    `(?<!\\bat${GAP})\\bthe${GAP}(?:most|least)\\b(?!${GAP}(?:${SUPERLATIVE})\\b)`,
    'gi',
  ),
  whoever: /\bwhoever\b/gi,
  whatever: /\bwhatever\b/gi,
  'in the place of': new RegExp(`\\bin${GAP}the${GAP}place${GAP}of\\b`, 'gi'),
  'start of a docstring':
    /\/\*\*(?:[ \t]*\n[ \t]*\*)?[ \t]+(?:As|Of|That|Those|What|Whether|Who)\b/g,
} satisfies Record<string, RegExp>;

type Pattern = keyof typeof PATTERNS;

/** Returns all places of a text that match a pattern, as `file:line: pattern`. */
function places(path: string, text: string): string[] {
  return (Object.keys(PATTERNS) as Pattern[]).flatMap((pattern) =>
    Array.from(text.matchAll(PATTERNS[pattern]), ({ index }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${path}:${line}: ${pattern}`;
    }),
  );
}

/** Returns the text of a file; of CHANGELOG.md, only the newest section. */
function read(path: string): string {
  const text = readFileSync(path, 'utf8');
  return path === 'CHANGELOG.md' ? text.split(/^(?=## )/m, 2).join('') : text;
}

/** Returns the paths of all text files that git tracks. */
function textFiles(): string[] {
  const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0');
  return tracked.filter((path) => TEXT_FILE.test(path) && !GENERATED.test(path) && path !== SELF);
}

describe('the texts of the repository', () => {
  const paths = textFiles();

  it('are all read', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        '.ci/run',
        'CHANGELOG.md',
        'Dockerfile',
        'config.yml',
        'docs/haproxy.cfg',
        'libs/oauth/src/scope.ts',
        'test/architecture.spec.ts',
      ]),
    );
  });

  it('contain no expression that plain English avoids', () => {
    expect(paths.flatMap((path) => places(path, read(path)))).toEqual([]);
  });
});

describe('an expression that plain English avoids is reported', () => {
  const examples: [pattern: Pattern, text: string, line?: number][] = [
    ['at the most', '// 20 lines at the most'],
    ['at the most', 'At the least one.'],
    ['at the most', '\n// so many at the\n// most', 2],
    ['the most', '// so many is the most'],
    ['the most', '/**\n * The least that a\n * client needs.\n */', 2],
    ['whoever', '# for whoever asks'],
    ['whatever', "it('is refused, whatever it says')"],
    ['in the place of', 'a new key in the place of the old one'],
    ['in the place of', '/**\n * in the place\n * of another\n */', 2],
    ['start of a docstring', '/** Of one client. */'],
    ['start of a docstring', '  /** As the database has it. */'],
    ['start of a docstring', '/** Those that are left. */'],
    ['start of a docstring', '/** That of the client. */'],
    ['start of a docstring', '/** Who asks. */'],
    ['start of a docstring', '/**\n * Whether it is so.\n */'],
    ['start of a docstring', 'a();\n\n  /**\n   * What is left.\n   */', 3],
  ];

  it.each(examples)('as %s: %j', (pattern, text, line = 1) => {
    expect(places('a.ts', text)).toEqual([`a.ts:${line}: ${pattern}`]);
  });

  it('for each pattern', () => {
    expect(new Set(examples.map(([pattern]) => pattern))).toEqual(new Set(Object.keys(PATTERNS)));
  });

  it.each([
    '// at most 20 lines, at least one, and most of them short',
    '// the most recent key, the least privilege, and the most\n// significant bit',
    '// whichever comes first; whatsoever',
    'the place of a row in the list',
    '/** Office hours. */',
    '/** Assigns an id. */',
    '/** Whose key this is. */',
    '/** Returns what is left, as text. */',
    '// What follows is a comment, not a docstring.',
    '/**\n * Returns the key.\n *\n * Of two keys, the older one.\n */',
  ])('but not in: %j', (text) => {
    expect(places('a.ts', text)).toEqual([]);
  });
});
