import type { Components } from './components.js';
import {
  arrayOf,
  JSON_API_OBJECT,
  type JsonSchema,
  objectSchema,
} from '../definition/json-schema.js';

const TEXT: JsonSchema = { type: 'string' };

/** Returns the schema of a request of the extension Atomic Operations ("Document Structure"). */
export function operationsRequest(components: Components): JsonSchema {
  return components.schema('AtomicOperations', () => {
    const ref = { type: TEXT, id: TEXT, lid: TEXT, relationship: TEXT };
    const operation = {
      op: { type: 'string', enum: ['add', 'update', 'remove'] },
      ref: objectSchema(ref, ['type']),
      href: TEXT,
      data: {
        type: ['object', 'array', 'null'],
        description: 'The data that a request for this operation alone would have.',
      },
    };
    return objectSchema({
      'atomic:operations': arrayOf(objectSchema(operation, ['op']), { minItems: 1 }),
    });
  });
}

/** Returns the schema of the answer: one result for each operation, in order ("Result Objects"). */
export function operationsAnswer(components: Components): JsonSchema {
  return components.schema('AtomicResults', () => {
    const data = { type: ['object', 'array', 'null'] };
    const result = objectSchema({ data, links: { type: 'object' }, meta: { type: 'object' } }, []);
    return objectSchema({
      jsonapi: JSON_API_OBJECT,
      'atomic:results': arrayOf(result),
    });
  });
}
