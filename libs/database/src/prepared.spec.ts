import { expect, it } from 'vitest';
import { prepared, prepareFew, withName } from './prepared.js';

it('gives each prepared statement one name of its own', () => {
  const [one, other] = [prepared('SELECT 1 = $1'), prepared('SELECT 2 = $1')];
  const again = prepared('SELECT 1 = $1');
  const named = [one, other, again].map((text) => withName(text, [1])) as { name: string }[];
  expect(named[0]).toEqual({ name: expect.any(String), text: 'SELECT 1 = $1', values: [1] });
  expect(named[1]!.name).not.toBe(named[0]!.name);
  expect(named[2]).toEqual(named[0]);
});

it('leaves statements that are not prepared unchanged', () => {
  const statement = { text: 'SELECT 3' };
  expect(withName('SELECT 3', [])).toBe('SELECT 3');
  expect(withName(statement, undefined)).toBe(statement);
});

it('prepares generated texts until there are a hundred', () => {
  const texts = Array.from({ length: 200 }, (_, number) => `SELECT $1 + ${number}`);
  for (const text of texts) prepareFew(text);
  const isPrepared = (text: string) => withName(text, [1]) !== text;
  expect(isPrepared(texts[0]!)).toBe(true);
  expect(isPrepared(texts[99]!)).toBe(false);
  expect(isPrepared(prepared('SELECT 4 = $1'))).toBe(true);
});
