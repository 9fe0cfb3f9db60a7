import type { Components } from './components.js';
import {
  arrayOf,
  JSON_API_OBJECT,
  type JsonSchema,
  objectSchema,
} from '../definition/json-schema.js';

const TEXT: JsonSchema = { type: 'string' };

/** A request of the extension Atomic Operations ("Document Structure"). */
export function operationsRequest(components: Components): JsonSchema {
  return components.schema('AtomicOperations', () => {
    const ref = { type: TEXT, id: TEXT, lid: TEXT, relationship: TEXT };
    const operation = {
      op: { type: 'string', enum: ['add', 'update', 'remove'] },
      ref: objectSchema(ref, ['type']),
      href: TEXT,
      data: { type: ['object', 'array', 'null'], description: 'That of the single request.' },
    };
    return objectSchema({
      'atomic:operations': arrayOf(objectSchema(operation, ['op']), { minItems: 1 }),
    });
  });
}

/** The answer: a result for each operation, at its place ("Result Objects"). */
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
