import type { JsonApiOptions } from './json-api.options.js';
import type { QueryParameters } from './query-parameters.js';
import type { ResourceDefinition } from './resource-definition.js';
import type { ResourceQuery } from './resource-query.js';

/** `number` counts from 1. */
export interface PageRequest {
  number: number;
  size: number;
}

/** One page of a collection; `hasNext` is known by reading one row more, never by counting. */
export interface Page<Row> {
  rows: Row[];
  hasNext: boolean;
}

/** `prev` and `next` are null where there is none. There is no `last`: it would cost a count. */
export interface PaginationLinks {
  self: string;
  first: string;
  prev: string | null;
  next: string | null;
}

/**
 * No page ends beyond this row. The database reads and throws away all rows
 * before a page, so a deep one costs as much as everything before it; a client
 * that wants more should filter.
 */
const DEEPEST_ROW = 1_000_000;

const POSITIVE_INTEGER = /^[1-9]\d{0,8}$/;

export function readPage(parameters: QueryParameters, limits: JsonApiOptions): PageRequest {
  const { defaultPageSize, maxPageSize } = limits;
  const size = readUpTo(parameters, 'page[size]', maxPageSize) ?? defaultPageSize;
  const number = readUpTo(parameters, 'page[number]', deepestPage(size)) ?? 1;
  return { number, size };
}

function readUpTo(parameters: QueryParameters, name: string, most: number): number | undefined {
  const text = parameters.read(name);
  if (text === undefined) return undefined;
  if (POSITIVE_INTEGER.test(text) && Number(text) <= most) return Number(text);
  parameters.refuse(name, `${name} must be an integer from 1 to ${most}`);
  return undefined;
}

function deepestPage(size: number): number {
  return Math.floor(DEEPEST_ROW / size);
}

/** Every other parameter is kept (jsonapi.org 1.1, "Pagination"); the first page goes without a number. */
export function paginationLinks(
  { path }: ResourceDefinition,
  { page, parameters }: ResourceQuery,
  hasNext: boolean,
): PaginationLinks {
  const { number, size } = page;
  const linkTo = (target: number) => {
    const query = new URLSearchParams([...parameters]);
    query.delete('page[number]');
    if (target > 1) query.set('page[number]', String(target));
    return withQuery(path, query);
  };
  return {
    self: withQuery(path, new URLSearchParams([...parameters])),
    first: linkTo(1),
    prev: number > 1 ? linkTo(number - 1) : null,
    next: hasNext && number < deepestPage(size) ? linkTo(number + 1) : null,
  };
}

/** `?filter[client]=7` as `?filter%5Bclient%5D=7`; what is encoded already stays as it is. */
export function encodeQuery(link: string): string {
  const [path = '', ...query] = link.split('?');
  return withQuery(path, new URLSearchParams(query.join('?')));
}

export function withQuery(path: string, query: URLSearchParams): string {
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
