import { createSecretKey } from 'node:crypto';
import type { JsonApiOptions } from '../../libs/json-api/src/json-api.options.js';

/** The JSON:API options of unit tests. */
export const LIMITS: JsonApiOptions = {
  defaultPageSize: 25,
  maxPageSize: 100,
  maxIncluded: 1000,
  cursorKey: createSecretKey(Buffer.alloc(32)),
};
