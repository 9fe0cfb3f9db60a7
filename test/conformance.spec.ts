import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testTitles, type TestTitle } from './support/test-titles.js';

/** A row of docs/conformance.md; `section` is empty for an attack. */
interface Rule {
  specification: string;
  section: string;
  text: string;
  shown: string;
}

/** The part of a heading that names the specification in titles of tests. */
const NAME = /^(?:RFC \d+|OpenID Connect Core|Attacks)/;

const rules = rulesOf(readFileSync('docs/conformance.md', 'utf8'));
const titles = new Map<string, TestTitle[]>();

function rulesOf(page: string): Rule[] {
  return page
    .split('\n## ')
    .slice(1)
    .flatMap((part) => {
      const [specification = ''] = NAME.exec(part) ?? [];
      const [, , ...rows] = part.split('\n').filter((line) => line.startsWith('|'));
      return rows.map((row) => {
        const cells = row.split('|').map((cell) => cell.trim());
        const [section, text, shown] =
          specification === 'Attacks' ? ['', ...cells.slice(1)] : cells.slice(1);
        return { specification, section: section!, text: text!, shown: shown! };
      });
    });
}

const titleOf = ({ specification, section, text }: Rule) =>
  [specification, section && `§${section}`, text].filter((part) => part !== '').join(' ');

/** Returns the named tests, each with the name of its file. */
function namedTests({ shown }: Rule): { file: string; title: string }[] {
  return Array.from(shown.matchAll(/`([\w/-]+): ([^`]+)`/g), ([, file, title]) => ({
    file: pathOf(file!),
    title: title!,
  }));
}

function pathOf(file: string): string {
  if (file.startsWith('libs/')) return `${file}.spec.ts`;
  return file.startsWith('e2e/') ? `test/${file}.spec.ts` : `test/conformance/${file}.spec.ts`;
}

function titlesOf(file: string): TestTitle[] {
  const known = titles.get(file);
  if (known) return known;
  const found = existsSync(file) ? testTitles(readFileSync(file, 'utf8')) : [];
  titles.set(file, found);
  return found;
}

/** True when a title has the section of the specification, and not only one below it. */
function names({ path }: TestTitle, { specification, section }: Rule): boolean {
  const number = section.replaceAll('.', String.raw`\.`);
  return path.includes(specification) && new RegExp(`§${number}(?!\\d|\\.\\d)`).test(path);
}

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

describe('docs/conformance.md', () => {
  it('has the rules of each specification, and the attacks', () => {
    const counts = new Map<string, Rule[]>();
    for (const rule of rules) {
      counts.set(rule.specification, [...(counts.get(rule.specification) ?? []), rule]);
    }
    const specifications = ['RFC 6749', 'RFC 7636', 'RFC 8252', 'RFC 9126', 'RFC 9207', 'RFC 9700'];
    expect([...counts.keys()]).toEqual([...specifications, 'OpenID Connect Core', 'Attacks']);
    expect(Math.min(...Array.from(counts.values(), ({ length }) => length))).toBeGreaterThan(2);
  });

  it('names each rule and each attack once, and no two attacks with the same tests', () => {
    expect(repeated(rules.map(titleOf))).toEqual([]);
    const attacks = rules.filter(({ specification }) => specification === 'Attacks');
    expect(
      repeated(attacks.flatMap(namedTests).map(({ file, title }) => `${file}: ${title}`)),
    ).toEqual([]);
  });

  it.each(rules.map((rule) => [titleOf(rule), rule] as const))('%s', (_, rule) => {
    const named = namedTests(rule);
    const isReason = /^No test: .{10,}\.$/.test(rule.shown);
    expect(named.length > 0 || isReason, `neither tests nor a reason: ${rule.shown}`).toBe(true);
    for (const { file, title } of named) {
      const found = titlesOf(file).filter((each) => each.title === title);
      expect(found, `${file}: ${title}`).toHaveLength(1);
      const isNamed = rule.specification === 'Attacks' || found.some((each) => names(each, rule));
      expect(isNamed, `the section in ${file}: ${title}`).toBe(true);
    }
  });
});

describe('testTitles', () => {
  it('finds tests with the groups around them', () => {
    const text = `
      describe('a', () => { it('b', () => {}); it.each([1])('c %s', () => {}); });
      describe.each(SIDES)('d %s', () => { describe('e', () => { it(\`f\`, () => {}); }); });
      it(name, () => {}); other('g', () => {});`;
    expect(testTitles(text)).toEqual([
      { title: 'b', path: 'a b' },
      { title: 'c %s', path: 'a c %s' },
      { title: 'f', path: 'd %s e f' },
    ]);
  });

  it('does not take a section below for the section', () => {
    const rule = { specification: 'RFC 6749', section: '4.1.2', text: '', shown: '' };
    const of = (path: string) => names({ title: '', path }, rule);
    const paths = ['RFC 6749 §4.1.2', 'RFC 6749 §4.1.2, §5', 'RFC 6749 §4.1.2.'];
    expect(paths.map(of)).toEqual([true, true, true]);
    const others = ['RFC 6749 §4.1.2.1', 'RFC 6749 §4.1.20', 'RFC 9700 §4.1.2', 'RFC 6749 §14.1.2'];
    expect(others.map(of)).toEqual([false, false, false, false]);
  });
});
