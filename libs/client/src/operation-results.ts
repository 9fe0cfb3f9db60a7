import { type ApiObject, toObjects } from './objects.js';
import type { Operation, PathsWith, Success } from './path-types.js';

/** The resources with this type in the lists of the API. */
type ResourceOf<Paths, Type> = Extract<
  {
    [Path in PathsWith<Paths, 'get'>]: Success<Operation<Paths, Path, 'get'>> extends {
      data: readonly (infer Resource)[];
    }
      ? Resource
      : never;
  }[PathsWith<Paths, 'get'>],
  { type: Type; attributes: object }
>;

interface AtomicResult {
  data?: { type: string; id: string } | null;
}

/** The results of operations, in their order. */
export class OperationResults<Paths extends object> {
  readonly #lids: readonly (string | undefined)[];
  readonly #results: readonly AtomicResult[];

  /** `lids` are those of the added resources; undefined for other operations. */
  constructor(lids: readonly (string | undefined)[], results: readonly AtomicResult[]) {
    this.#lids = lids;
    this.#results = results;
  }

  /** Returns an added resource, as `toObjects` does. Without its read scope it has only an id. */
  get<Type extends string>({
    lid,
  }: {
    type: Type;
    lid: string;
  }): ApiObject<ResourceOf<Paths, Type>> {
    const data = this.#results[this.#lids.indexOf(lid)]?.data;
    if (!data) throw new Error(`the answer has no resource for the operation that added ${lid}`);
    return toObjects({ data }) as unknown as ApiObject<ResourceOf<Paths, Type>>;
  }
}
