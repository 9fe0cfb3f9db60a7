import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findAttribute } from '../definition/fields.js';
import { isCollated } from '../definition/attribute.js';
import { attributeAt } from '../definition/attribute-path.js';
import type { SortKey } from './sort.js';

/**
 * The place of a row in an order: the value of each sort key in PostgreSQL's text form, or null.
 */
export type Position = readonly (string | null)[];

/** 96 bits: nobody can guess it, and a cursor stays short enough for a URL. */
const SEAL_BYTES = 12;

/**
 * The cursors of one resource type in one order ("Cursors" of the profile). A cursor consists of a
 * position and a seal (HMAC-SHA-256) over position, type and order. Cursors that were changed, or
 * made for another order, are rejected.
 */
export class Cursors {
  private readonly order: string;

  constructor(
    private readonly key: KeyObject,
    definition: ResourceDefinition,
    order: readonly SortKey[],
  ) {
    const keys = order.map((by) => `${by.descending ? '-' : ''}${collated(definition, by)}`);
    this.order = `${definition.type} ${keys.join(',')}`;
  }

  write(position: Position): string {
    const text = JSON.stringify(position);
    return Buffer.concat([this.#seal(text), Buffer.from(text)]).toString('base64url');
  }

  /** Returns null when the cursor is invalid or belongs to another type or order. */
  read(cursor: string): Position | null {
    const bytes = Buffer.from(cursor, 'base64url');
    const text = bytes.subarray(SEAL_BYTES).toString();
    const seal = bytes.subarray(0, SEAL_BYTES);
    const isOurs = seal.length === SEAL_BYTES && timingSafeEqual(seal, this.#seal(text));
    // Decoding ignores unused bits and invalid characters; only one text per cursor is accepted.
    if (!isOurs || bytes.toString('base64url') !== cursor) return null;
    return JSON.parse(text) as Position;
  }

  #seal(text: string): Buffer {
    return createHmac('sha256', this.key)
      .update(`${this.order}\n${text}`)
      .digest()
      .subarray(0, SEAL_BYTES);
  }
}

/** Returns the sort key with its collation, so that cursors with another collation are rejected. */
function collated(definition: ResourceDefinition, { attribute: path }: SortKey): string {
  const { definition: sorted, attribute } = attributeAt(definition, path);
  const declared = findAttribute(sorted, attribute);
  return declared && isCollated(declared) ? `${path}:und` : path;
}
