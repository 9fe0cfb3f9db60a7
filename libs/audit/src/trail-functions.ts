import {
  backlog,
  refuseFunction,
  sealEvents,
  unsealed,
} from './migrations/1795392000095-sealed-audit-events.js';
import { sealBatch } from './migrations/1795392000101-events-sealed-together.js';

/** Statements that create the functions of the audit trail for the tables of a schema. */
export function trailFunctions(schema: string): string {
  const functions = [backlog, unsealed, sealBatch, sealEvents].map((create) => create(schema));
  return [refuseFunction(), ...functions].join('\n');
}
