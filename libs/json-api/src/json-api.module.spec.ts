import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../test/support/json-api-limits.js';
import { JsonApiModule } from './json-api.module.js';

describe('the options of JsonApiModule', () => {
  it('are accepted with a cursor key of 32 bytes', () => {
    expect(() => new JsonApiModule(LIMITS)).not.toThrow();
  });

  it.each([
    ['of 31 bytes', createSecretKey(Buffer.alloc(31))],
    ['that is public', generateKeyPairSync('ed25519').publicKey],
  ])('are rejected with a cursor key %s', (_, cursorKey) => {
    const error = 'cursorKey must be a secret key of 32 bytes';
    expect(() => new JsonApiModule({ ...LIMITS, cursorKey })).toThrow(error);
  });
});
