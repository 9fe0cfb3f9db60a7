import { expect, it } from 'vitest';
import { scramVerifier } from './scram-verifier.js';

it('computes the same SCRAM verifier as PostgreSQL for the password of RFC 7677 §3', () => {
  expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==' +
      '$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

it('uses a new salt for each SCRAM verifier', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});

it.each(['', 'pêncil', 'pen\ncil'])(
  'rejects the password %j, which clients prepare in different ways',
  (password) => {
    expect(() => scramVerifier(password)).toThrow(
      'the password must consist of printable ASCII characters',
    );
  },
);
