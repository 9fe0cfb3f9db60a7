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

/** A default in a default in a default … */
const nested = (depth: number) => '${A:-'.repeat(depth) + 'a' + '}'.repeat(depth);

const file = (name: string, contents: string | Uint8Array) =>
  writeFileSync(join(directory, name), contents);

describe('text', () => {
  it.each(['', 'plain', '$', '$NAME', 'a$b}', '{}', '$$'])('leaves %j as it is', (text) => {
    expect(filled(text)).toBe(text);
  });

  it.each([
    ['$${NAME}', '${NAME}'],
    ['$$${NAME}', '$${NAME}'],
    ['${A:-$${NAME}', '${NAME'],
    ['$${${A}', '${a'],
  ])('reads %j as %j', (text, expected) => {
    expect(filled(text, { A: text.includes(':-') ? '' : 'a' })).toBe(expected);
  });
});

describe('a variable', () => {
  it('is replaced wherever it stands', () => {
    expect(filled('<${A}-${B_2}${A}>', { A: 'a', B_2: 'b' })).toBe('<a-ba>');
  });

  it('may be empty', () => {
    expect(filled('${A}', { A: '' })).toBe('');
  });

  it.each(['A', 'constructor', '__proto__', 'toString'])('that is unset is refused: %s', (name) => {
    expect(() => filled(`\${${name}}`)).toThrow(`the environment variable ${name} is not set`);
  });

  it('is not read for further placeholders', () => {
    expect(filled('${A}', { A: '${B} ${file:/etc/passwd}', B: 'b' })).toBe(
      '${B} ${file:/etc/passwd}',
    );
  });
});

describe('a default', () => {
  it.each([
    [undefined, 'd'],
    ['', 'd'],
    ['a', 'a'],
  ])('for the value %j gives %j', (value, expected) => {
    expect(filled('${A:-d}', { A: value })).toBe(expected);
  });

  it.each([
    [{}, 'http://localhost:3000!'],
    [{ PORT: '4000' }, 'http://localhost:4000!'],
    [{ URL: 'https://a.example' }, 'https://a.example!'],
  ])('holds placeholders itself: %j', (env, expected) => {
    expect(filled('${URL:-http://localhost:${PORT:-3000}}!', env)).toBe(expected);
  });

  it('is not read while the variable is set', () => {
    expect(filled('${A:-${B}${file:missing}}', { A: 'a' })).toBe('a');
  });
});

describe('a file', () => {
  it.each(['secret', 'secret\n', 'secret\r\n', '\ufeffsecret'])('of %j is "secret"', (contents) => {
    file('s', contents);
    expect(filled('${file:s}')).toBe('secret');
    expect(filled(`\${file:${join(directory, 's')}}`)).toBe('secret');
  });

  it('loses one newline only', () => {
    file('s', ' a\n\n');
    expect(filled('${file:s}')).toBe(' a\n');
  });

  it('may be named by a variable, and be a default', () => {
    file('s', 'secret');
    expect(filled('${KEY:-${file:${KEY_FILE:-s}}}', { KEY_FILE: './s' })).toBe('secret');
  });

  it.each([
    ['missing', undefined, 'no such file'],
    ['large', 'x'.repeat(65_537), 'larger than 65536 bytes'],
    ['binary', Uint8Array.of(0xff, 0xfe, 0xfd), 'not UTF-8 text'],
    ['.', undefined, 'not a regular file'],
  ])('%s is refused by name', (name, contents, reason) => {
    if (contents) file(name, contents);
    expect(() => filled(`\${file:${name}}`)).toThrow(
      `cannot read ${join(directory, name)} (${reason})`,
    );
  });

  it('of the largest size is read', () => {
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
  ])('%j is refused, even where it would not be read', (text) => {
    expect(() => filled(text, { A: 'a', B: 'b' })).toThrow('malformed placeholder');
  });

  it('is not quoted', () => {
    expect(() => filled('${A:-hunter2')).toThrow(/^(?!.*hunter2)/s);
  });

  it('is one nested deeper than anybody can read', () => {
    expect(filled(nested(8))).toBe('a');
    expect(() => filled(nested(9))).toThrow('nested too deep');
    expect(() => filled(nested(10_000))).toThrow('nested too deep');
  });
});
