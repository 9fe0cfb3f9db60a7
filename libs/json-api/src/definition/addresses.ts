import type { IncomingMessage } from 'node:http';
import { writeJson } from './json-text.js';

type Links = Record<string, unknown>;

/** A document or a part of it that has links, or parts with links: a resource, an error. */
interface Linked {
  links?: Links;
  relationships?: Readonly<Record<string, Linked>>;
  data?: Linked | Linked[] | null;
  included?: Linked[];
  errors?: Linked[];
  'atomic:results'?: Linked[];
}

/**
 * The path below which the application is reached, such as `/admin`; empty for none. The routes do
 * not have it: the server strips it and sets `baseUrl` of the request, as Connect does.
 */
export function baseUrlOf({ raw }: { raw: IncomingMessage & { baseUrl?: string } }): string {
  return raw.baseUrl ?? '';
}

/**
 * Writes a document with all its links below the base URL. Many functions write links of answers,
 * errors and results; this one place moves them all. Most applications have no base URL.
 */
export function writeDocument(document: object, base: string): string {
  const text = writeJson(document);
  if (base === '') return text;
  const sent = JSON.parse(text) as Linked;
  moveLinks(sent, base);
  return JSON.stringify(sent);
}

function moveLinks(object: Linked, base: string): void {
  const { links, relationships = {}, data, included = [], errors = [] } = object;
  for (const [name, link] of Object.entries(links ?? {})) links![name] = moved(link, base);
  const parts = [Object.values(relationships), data, included, errors, object['atomic:results']];
  for (const part of parts.flat(2)) if (part) moveLinks(part, base);
}

/** A link is text or an object (jsonapi.org 1.1, "Links"). Links to other hosts are unchanged. */
function moved(link: unknown, base: string): unknown {
  if (typeof link === 'string') return link.startsWith('/') ? base + link : link;
  const { href } = (link ?? {}) as { href?: unknown };
  return href === undefined ? link : { ...(link as object), href: moved(href, base) };
}
