import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  findAttribute,
  isCollated,
  type ResourceDefinition,
} from '../definition/resource-definition.js';
import { findSortAttribute, type SortKey } from './sort.js';

/** Of a row in an order: what each key is, as the database writes it as a text; null where it is. */
export type Position = readonly (string | null)[];

/** 96 bits: nobody guesses it, and a cursor stays short enough for a URL. */
const SEAL_BYTES = 12;

/**
 * Cursors of one order of one kind of resource ("Cursors" of the profile): a position
 * and a seal (HMAC-SHA-256) over position, type and order. One that was changed, or
 * made for another order, is none.
 */
export class Cursors {
  private readonly order: string;

  constructor(
    private readonly key: Uint8Array,
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

  /** Null when it is none of these. */
  read(cursor: string): Position | null {
    const bytes = Buffer.from(cursor, 'base64url');
    const text = bytes.subarray(SEAL_BYTES).toString();
    const seal = bytes.subarray(0, SEAL_BYTES);
    const isOurs = seal.length === SEAL_BYTES && timingSafeEqual(seal, this.#seal(text));
    // Base64url has unused bits and characters that are passed over: one cursor, one text.
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

/** The sort key with its collation: a cursor of another order is rejected. */
function collated(definition: ResourceDefinition, { attribute: path }: SortKey): string {
  const { definition: sorted, attribute } = findSortAttribute(definition, path);
  const declared = findAttribute(sorted, attribute);
  return declared && isCollated(declared) ? `${path}:und` : path;
}
