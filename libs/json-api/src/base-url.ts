import type { IncomingMessage } from 'node:http';
import { writeJson } from './json-text.js';

type Links = Record<string, unknown>;

/** An object of a document that has links, and objects with links: a document, a resource, an error. */
interface Linked {
  links?: Links;
  relationships?: Readonly<Record<string, Linked>>;
  data?: Linked | Linked[] | null;
  included?: Linked[];
  errors?: Linked[];
  'atomic:results'?: Linked[];
}

/**
 * The path at which the application is reached, which its routes do not know: `/admin`. Servers of
 * the kind of Connect say it as `baseUrl` of the request, and so does ours. Empty for none.
 */
export function baseUrlOf({ raw }: { raw: IncomingMessage & { baseUrl?: string } }): string {
  return raw.baseUrl ?? '';
}

/**
 * A document as it is sent: with its links below the base URL. In this one place, since the links
 * of answers, errors and results come from many, and most applications have no base URL.
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

/** A link is text or an object (jsonapi.org 1.1, "Links"); one to elsewhere stays as it is. */
function moved(link: unknown, base: string): unknown {
  if (typeof link === 'string') return link.startsWith('/') ? base + link : link;
  const { href } = (link ?? {}) as { href?: unknown };
  return href === undefined ? link : { ...(link as object), href: moved(href, base) };
}
