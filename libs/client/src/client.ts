import type { Calls, Result } from './calls.js';
import { sleep } from './deadline.js';
import { type ItemOf, type ObjectsOf, toObjects } from './objects.js';
import { Operations } from './operations.js';
import { pages } from './pages.js';
import type { Call } from './request-headers.js';
import { ApiError } from './api-error.js';
import type { Init, InitArguments, Operation, PathsWith, Success } from './path-types.js';

/** Attempts to change a resource that others change at the same time. */
const MAX_ATTEMPTS = 5;

/** Milliseconds. The wait before attempt n + 1 is random, up to n times this: 1 second in all. */
const CONFLICT_WAIT_MS = 100;

type Respond<
  Paths,
  Path extends keyof Paths,
  M extends 'get' | 'post' | 'patch' | 'delete',
> = Promise<Result<Success<Operation<Paths, Path, M>>>>;

/** `data.attributes` of a PATCH. The type and the id of an object are not among them. */
type Changes<Op> = Op extends {
  requestBody: {
    content: { 'application/vnd.api+json': { data: { attributes?: infer Attributes } } };
  };
}
  ? Attributes & { type?: never; id?: never }
  : never;

type Awaitable<Value> = Value | Promise<Value>;

interface Read {
  data: { type: string; id: string };
}

/** The answer to a GET of the path, as objects. */
type Objects<Paths, Path extends keyof Paths> = ObjectsOf<Success<Operation<Paths, Path, 'get'>>>;

/** The paths of resources that can be read and changed. */
type Changeable<Paths> = PathsWith<Paths, 'get'> & PathsWith<Paths, 'patch'>;

/** A client of one side. Its types are those of the side's OpenAPI document. */
export class Client<Paths extends object> {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** With `ifNoneMatch`, `data` is undefined when the resource still has this entity tag. */
  async GET<Path extends PathsWith<Paths, 'get'>>(
    path: Path,
    init: Init<Operation<Paths, Path, 'get'>> & { ifNoneMatch: string },
  ): Promise<Result<Success<Operation<Paths, Path, 'get'>> | undefined>>;
  async GET<Path extends PathsWith<Paths, 'get'>>(
    path: Path,
    ...init: InitArguments<Operation<Paths, Path, 'get'>>
  ): Respond<Paths, Path, 'get'>;
  async GET(path: PropertyKey, init?: unknown): Promise<Result<never>> {
    return this.#calls.call('get', path as string, init as Call);
  }

  async POST<Path extends PathsWith<Paths, 'post'>>(
    path: Path,
    ...[init]: InitArguments<Operation<Paths, Path, 'post'>>
  ): Respond<Paths, Path, 'post'> {
    return this.#calls.call('post', path as string, init);
  }

  async PATCH<Path extends PathsWith<Paths, 'patch'>>(
    path: Path,
    ...[init]: InitArguments<Operation<Paths, Path, 'patch'>>
  ): Respond<Paths, Path, 'patch'> {
    return this.#calls.call('patch', path as string, init);
  }

  async DELETE<Path extends PathsWith<Paths, 'delete'>>(
    path: Path,
    ...[init]: InitArguments<Operation<Paths, Path, 'delete'>>
  ): Respond<Paths, Path, 'delete'> {
    return this.#calls.call('delete', path as string, init);
  }

  /**
   * Iterates over the resources of all pages, as objects (see `toObjects`). It uses cursors, so that
   * changes between two pages make it skip or repeat nothing.
   */
  all<Path extends PathsWith<Paths, 'get'>>(
    path: Path,
    ...[init]: InitArguments<Operation<Paths, Path, 'get'>>
  ): AsyncGenerator<ItemOf<Success<Operation<Paths, Path, 'get'>>>, void, undefined> {
    return pages(this.#calls, path as string, init as Call);
  }

  /**
   * Reads a resource, and changes it unless somebody else has changed it since. In that case it reads
   * and changes it again. `change` returns the new attributes, or undefined to change nothing.
   *
   * @returns the resource after the change
   */
  async update<Path extends Changeable<Paths>>(
    path: Path,
    init: Init<Operation<Paths, Path, 'get'>>,
    change: (
      resource: Objects<Paths, Path>,
    ) => Awaitable<Changes<Operation<Paths, Path, 'patch'>> | undefined>,
  ): Promise<Objects<Paths, Path>> {
    const call = init as Call;
    for (let attempt = 1; ; attempt += 1) {
      const { data: document, etag } = await this.#calls.call<Read>('get', path as string, call);
      const resource = toObjects(document) as Objects<Paths, Path>;
      const attributes = await change(resource);
      if (attributes === undefined) return resource;
      const { type, id } = document.data;
      try {
        const body = { data: { type, id, attributes } };
        const { data } = await this.#calls.call<Read>('patch', path as string, {
          ...call,
          body,
          ifMatch: etag,
        });
        return toObjects(data) as Objects<Paths, Path>;
      } catch (error) {
        const isConflict = error instanceof ApiError && error.status === 412;
        if (!isConflict || attempt === MAX_ATTEMPTS) throw error;
        // Programs that change one resource together do not meet again.
        const signal = call.signal ?? new AbortController().signal;
        await sleep(Math.random() * CONFLICT_WAIT_MS * attempt, signal);
      }
    }
  }

  /** Returns a builder for changes that the server carries out together: all of them or none. */
  operations(): Operations<Paths> {
    return new Operations(this.#calls);
  }
}
