import { describe, expect, it } from 'vitest';
import { hashRecoveryCode, makeRecoveryCode } from './recovery-code.js';

describe('a recovery code', () => {
  it('has four groups of four digits, and is different each time', () => {
    const codes = Array.from({ length: 50 }, makeRecoveryCode);
    expect(new Set(codes).size).toBe(50);
    for (const code of codes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('uses all 80 bits: every digit occurs in every place', () => {
    const codes = Array.from({ length: 2000 }, makeRecoveryCode);
    for (const place of [0, 3, 7, 18]) {
      expect(new Set(codes.map((code) => code[place])).size).toBe(32);
    }
  });

  it('is recognized in lower case, with spaces, without hyphens, and with O, I and L', () => {
    const hash = hashRecoveryCode('0G1K-9QTR-ZZ10-PW3M');
    expect(hash).toHaveLength(32);
    expect(hashRecoveryCode(' 0g1k 9qtr zz10 pw3m ')).toEqual(hash);
    expect(hashRecoveryCode('oGlK9QTRZZIOPW3M')).toEqual(hash);
  });

  it('is different from every other code', () => {
    expect(hashRecoveryCode('0G1K-9QTR-ZZ10-PW3N')).not.toEqual(
      hashRecoveryCode('0G1K-9QTR-ZZ10-PW3M'),
    );
  });

  it.each([
    '',
    '0G1K-9QTR-ZZ10-PW3',
    '0G1K-9QTR-ZZ10-PW3MM',
    '0G1K-9QTR-ZZ10-PW3U',
    'ＡG1K9QTRZZ10PW3M',
  ])('is not %j', (text) => expect(hashRecoveryCode(text)).toBe(null));
});
