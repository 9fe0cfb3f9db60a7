import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readYamlFile } from './yaml-file.js';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-yaml-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function read(yaml: string): unknown {
  const path = join(directory, 'config.yml');
  writeFileSync(path, yaml);
  return readYamlFile(path);
}

it.each([
  ['nothing', '', 'is empty; write {} to use every default'],
  ['comments alone', '# log:\n', 'is empty; write {} to use every default'],
  ['a key given twice', 'log:\n  level: info\n  level: warn', 'line 3:3: Map keys must be unique'],
  ['an open quotation', 'a: "x', /line 1:6: Missing closing "quote$/],
  ['a tag of another tool', 'log: !env LEVEL', 'line 1:6: Unresolved tag'],
  ['two documents', 'a: 1\n---\nb: 2', 'line 2:1: Source contains multiple documents'],
  ['an alias of nothing', 'a: *b', 'Unresolved alias'],
  ['too large a file', `# ${'x'.repeat(65_535)}`, 'larger than 65536 bytes'],
])('rejects a YAML file with this content: %s', (_what, yaml, message) => {
  expect(() => read(yaml)).toThrow(message);
});

it.each([
  '"x" hunter2',
  ']hunter2',
  '|hunter2',
  '!x hunter2',
  '*hunter2',
  '[hunter2',
  '"hunter2',
  'x\n- hunter2',
])('does not quote the YAML that it rejects: %j', (value) => {
  expect(() => read(`database: { }\nurl: ${value}`)).toThrow(/^(?!.*hunter2)/s);
});

it('repeats the values of a YAML anchor for its alias', () => {
  expect(read('a: &cors { maxAge: 5 }\nb: *cors')).toEqual({ a: { maxAge: 5 }, b: { maxAge: 5 } });
});

it('does not expand a YAML alias bomb', () => {
  const bomb = ['a: &a [1]', 'b: &b [*a,*a,*a,*a,*a,*a,*a,*a]', 'c: &c [*b,*b,*b,*b,*b,*b,*b,*b]'];
  expect(() => read(bomb.join('\n'))).toThrow('Excessive alias count');
});

it('does not pollute object prototypes with a YAML key __proto__', () => {
  expect(Object.keys(read('__proto__: { polluted: true }') as object)).toEqual(['__proto__']);
  expect({}).not.toHaveProperty('polluted');
});
