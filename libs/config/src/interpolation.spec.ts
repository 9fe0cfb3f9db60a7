import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interpolate } from './interpolation.js';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-interpolation-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const filled = (text: string, env: Record<string, string | undefined> = {}) =>
  interpolate(text, { env, directory });

/** Nests a default in a default, `depth` times. */
const nested = (depth: number) => '${A:-'.repeat(depth) + 'a' + '}'.repeat(depth);

const file = (name: string, contents: string | Uint8Array) =>
  writeFileSync(join(directory, name), contents);

describe('interpolated text', () => {
  it.each(['', 'plain', '$', '$NAME', 'a$b}', '{}', '$$'])('keeps %j as it is', (text) => {
    expect(filled(text)).toBe(text);
  });

  it.each([
    ['$${NAME}', '${NAME}'],
    ['$$${NAME}', '$${NAME}'],
    ['${A:-$${NAME}', '${NAME'],
    ['$${${A}', '${a'],
  ])('turns %j into %j', (text, expected) => {
    expect(filled(text, { A: text.includes(':-') ? '' : 'a' })).toBe(expected);
  });
});

describe('a variable placeholder', () => {
  it('is replaced at every position', () => {
    expect(filled('<${A}-${B_2}${A}>', { A: 'a', B_2: 'b' })).toBe('<a-ba>');
  });

  it('accepts an empty variable', () => {
    expect(filled('${A}', { A: '' })).toBe('');
  });

  it.each(['A', 'constructor', '__proto__', 'toString'])(
    'rejects an unset variable: %s',
    (name) => {
      expect(() => filled(`\${${name}}`)).toThrow(`the environment variable ${name} is not set`);
    },
  );

  it('does not interpolate the value of the variable', () => {
    expect(filled('${A}', { A: '${B} ${file:/etc/passwd}', B: 'b' })).toBe(
      '${B} ${file:/etc/passwd}',
    );
  });
});

describe('a placeholder with a default', () => {
  it.each([
    [undefined, 'd'],
    ['', 'd'],
    ['a', 'a'],
  ])('turns the variable value %j into %j', (value, expected) => {
    expect(filled('${A:-d}', { A: value })).toBe(expected);
  });

  it.each([
    [{}, 'http://localhost:3000!'],
    [{ PORT: '4000' }, 'http://localhost:4000!'],
    [{ URL: 'https://a.example' }, 'https://a.example!'],
  ])('may hold placeholders in its default: %j', (env, expected) => {
    expect(filled('${URL:-http://localhost:${PORT:-3000}}!', env)).toBe(expected);
  });

  it('does not evaluate the default while the variable is set', () => {
    expect(filled('${A:-${B}${file:missing}}', { A: 'a' })).toBe('a');
  });
});

describe('a file placeholder', () => {
  it.each(['secret', 'secret\n', 'secret\r\n', '\ufeffsecret'])(
    'reads %j as "secret"',
    (contents) => {
      file('s', contents);
      expect(filled('${file:s}')).toBe('secret');
      expect(filled(`\${file:${join(directory, 's')}}`)).toBe('secret');
    },
  );

  it('removes only one newline', () => {
    file('s', ' a\n\n');
    expect(filled('${file:s}')).toBe(' a\n');
  });

  it('may take its path from a variable, and may be a default', () => {
    file('s', 'secret');
    expect(filled('${KEY:-${file:${KEY_FILE:-s}}}', { KEY_FILE: './s' })).toBe('secret');
  });

  it.each([
    ['missing', undefined, 'no such file'],
    ['large', 'x'.repeat(65_537), 'larger than 65536 bytes'],
    ['binary', Uint8Array.of(0xff, 0xfe, 0xfd), 'not UTF-8 text'],
    ['.', undefined, 'not a regular file'],
  ])('rejects an unreadable file by name: %s', (name, contents, reason) => {
    if (contents) file(name, contents);
    expect(() => filled(`\${file:${name}}`)).toThrow(
      `cannot read ${join(directory, name)} (${reason})`,
    );
  });

  it('reads a file of the maximum size', () => {
    file('s', 'x'.repeat(65_536));
    expect(filled('${file:s}')).toHaveLength(65_536);
  });
});

describe('a malformed placeholder', () => {
  it.each([
    '${',
    '${}',
    '${A',
    '${A:-',
    '${A:-${B}',
    '${1A}',
    '${A-b}',
    '${A:b}',
    '${A:?b}',
    '${ A }',
    '${Ä}',
    '${file:}',
    '${file:s',
    '${A:-${}}',
  ])('%j is rejected, even where it would not be evaluated', (text) => {
    expect(() => filled(text, { A: 'a', B: 'b' })).toThrow('malformed placeholder');
  });

  it('is not quoted in the error', () => {
    expect(() => filled('${A:-hunter2')).toThrow(/^(?!.*hunter2)/s);
  });

  it('is one that is nested more than 8 levels deep', () => {
    expect(filled(nested(8))).toBe('a');
    expect(() => filled(nested(9))).toThrow('nested too deep');
    expect(() => filled(nested(10_000))).toThrow('nested too deep');
  });
});
