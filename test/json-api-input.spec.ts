import { describe, expect, it } from 'vitest';
import {
  documentsAreReadOrRejected,
  queriesAreReadOrRejected,
  valuesAreNoSql,
} from './support/input-properties.js';

/** `npm run load` uses a million. */
const RUNS = 1000;

describe(`JSON:API, given ${RUNS} random inputs,`, () => {
  it('reads each query, or rejects it with the names of invalid parameters', async () => {
    await expect(queriesAreReadOrRejected(RUNS)).resolves.toBeUndefined();
  });

  it('puts no value of a query into the SQL', async () => {
    await expect(valuesAreNoSql(RUNS)).resolves.toBeUndefined();
  });

  it('reads each document, or rejects it with pointers into it', async () => {
    await expect(documentsAreReadOrRejected(RUNS)).resolves.toBeUndefined();
  });
});
