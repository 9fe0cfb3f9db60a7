import { describe, expect, it } from 'vitest';
import {
  documentsAreReadOrRejected,
  queriesAreReadOrRejected,
  valuesAreNoSql,
} from './support/input-properties.js';

/** `npm run load` tries a million. */
const RUNS = 1000;

describe(`of ${RUNS} random inputs`, () => {
  it('each query is read, or refused with the parameters that are at fault', async () => {
    await expect(queriesAreReadOrRejected(RUNS)).resolves.toBeUndefined();
  });

  it('no value of a query is a part of the SQL', async () => {
    await expect(valuesAreNoSql(RUNS)).resolves.toBeUndefined();
  });

  it('each document is read, or refused with pointers into it', async () => {
    await expect(documentsAreReadOrRejected(RUNS)).resolves.toBeUndefined();
  });
});
