import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecretReference } from './secret-reference.js';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-'));
  writeFileSync(join(directory, 'erp'), 'from the file\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

const read = (text: string) =>
  readSecretReference(text, { directory, env: { ERP_SECRET: 'from the environment' } });

describe('a reference to a secret', () => {
  it('is a file, whose last newline is dropped, or an environment variable', () => {
    expect(read('${file:erp}')).toBe('from the file');
    expect(read(`\${file:${join(directory, 'erp')}}`)).toBe('from the file');
    expect(read('${env:ERP_SECRET}')).toBe('from the environment');
  });

  it.each([
    'topsecret',
    '',
    ' ${env:ERP_SECRET}',
    '${env:ERP_SECRET}${env:ERP_SECRET}',
    '${ERP_SECRET}',
    '${env:ERP_SECRET:-${env:ERP_SECRET}}',
    '${file:}',
    '$${env:ERP_SECRET}',
  ])('is not %j, and the error does not quote it', (text) => {
    expect(() => read(text)).toThrow(
      /^must be exactly one \$\{file:path\} or \$\{env:NAME\}, not the secret itself$/,
    );
  });

  it('is rejected when the variable or the file does not exist', () => {
    expect(() => read('${env:NOT_THERE}')).toThrow(
      /^the environment variable NOT_THERE is not set$/,
    );
    expect(() => read('${env:constructor}')).toThrow(/constructor is not set/);
    expect(() => read('${file:nothing}')).toThrow(/nothing \(no such file\)$/);
  });
});
