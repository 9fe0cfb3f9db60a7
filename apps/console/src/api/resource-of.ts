import type { Backoffice } from '#client';

type Answer<Path extends keyof Backoffice> = Backoffice[Path] extends {
  get: { responses: { 200: { content: { 'application/vnd.api+json': infer Document } } } };
}
  ? Document
  : never;

/** A resource of a list of the API: `ResourceOf<'/api/refusals'>`. */
export type ResourceOf<Path extends keyof Backoffice> =
  Answer<Path> extends { data: readonly (infer Resource)[] } ? Resource : never;
