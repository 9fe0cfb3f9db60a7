import { expect, it } from 'vitest';
import { scramVerifier } from './scram-verifier.js';

it('makes of the password of RFC 7677 §3 what PostgreSQL makes of it', () => {
  expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==' +
      '$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

it('has another salt each time', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});

it.each(['', 'pêncil', 'pen\ncil'])(
  'refuses %j, which clients prepare in different ways',
  (password) => {
    expect(() => scramVerifier(password)).toThrow(
      'its password must be of printable ASCII characters',
    );
  },
);
