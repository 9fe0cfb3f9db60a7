import { describe, expect, it } from 'vitest';
import { normalPassword, passwordProblem } from './password-rules.js';

const NAMES = ['ada.lovelace@example.com', 'Ada Lovelace'];

describe('a new password', () => {
  it.each([
    'copper kettle sings',
    'Ünïcödé wörks tôo',
    '🦊🦊🐢🐢🦉🦉🐝🐝🦆🦆🐙🐚',
    '   spaces   count   ',
    'a'.repeat(64) + 'bcdq'.repeat(16),
    'lovelace plays the marimba',
  ])('%j is accepted', async (password) => {
    expect(await passwordProblem(password, NAMES)).toBe(null);
  });

  it.each([
    ['', 'short'],
    ['short words', 'short'],
    ['é'.repeat(11), 'short'],
    ['🦊'.repeat(11), 'short'],
    ['q9!'.repeat(43), 'long'],
    ['passwordpassword', 'common'],
    ['Password12345', 'common'],
    ['!!!!trustno1!!!!', 'common'],
    ['123456789012', 'common'],
    ['abcdefghijklm', 'common'],
    ['aaaaaaaaaaaaaaaa', 'common'],
    ['abcabcabcabcabcab', 'common'],
    ['adalovelace1815', 'common'],
    ['ADA.LOVELACE@example.com', 'common'],
  ] as const)('%j is rejected: %s', async (password, problem) => {
    expect(await passwordProblem(password, NAMES)).toBe(problem);
  });

  it('is the same however its letters are composed', () => {
    expect(normalPassword('Ko\u0308nig')).toBe('König');
  });
});
