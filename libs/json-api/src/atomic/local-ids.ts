import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { malformed } from '../request/resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** The resources that earlier operations have added, by their `lid` in the document. */
export class LocalIds {
  readonly #ids = new Map<string, string>();

  /** @throws JsonApiError 400 `duplicate_lid`, 400 when `lid` is not a string */
  requireNew({ type, lid }: JsonObject): void {
    if (lid === undefined) return;
    if (typeof lid !== 'string') throw lidNotString();
    if (!this.#ids.has(keyOf(type, lid))) return;
    const detail = 'an earlier operation has given this lid to another resource';
    throw badRequest('duplicate_lid', detail, '/data/lid');
  }

  define({ type, lid }: JsonObject, id: string): void {
    if (lid !== undefined) this.#ids.set(keyOf(type, lid), id);
  }

  /** @throws JsonApiError 400 `unknown_lid` */
  idOf(type: string, lid: string, pointer: string): string {
    const id = this.#ids.get(keyOf(type, lid));
    if (id !== undefined) return id;
    const detail = 'no earlier operation adds a resource of this type with this lid';
    throw badRequest('unknown_lid', detail, pointer);
  }

  /**
   * Replaces the `lid` of a resource identifier, or of each identifier in a list, by the id.
   * Other values are returned unchanged; their reader rejects them.
   *
   * @throws JsonApiError 400 `unknown_lid`
   */
  identify(value: unknown, pointer: string): unknown {
    if (Array.isArray(value)) {
      return value.map((each, index) => this.identify(each, `${pointer}/${index}`));
    }
    if (!isJsonObject(value) || value.lid === undefined || value.id !== undefined) return value;
    const { lid, ...identifier } = value;
    const place = `${pointer}/lid`;
    if (typeof lid !== 'string') throw lidNotString(place);
    const { type } = identifier;
    if (typeof type !== 'string') {
      const detail = 'a resource identifier must have type, a string';
      throw new JsonApiError(malformed(detail, type === undefined ? pointer : `${pointer}/type`));
    }
    return { ...identifier, id: this.idOf(type, lid, place) };
  }

  /** Does the same as `identify` for the relationships of a resource object at `/data`. */
  identifyRelated(resource: JsonObject): JsonObject {
    if (!isJsonObject(resource.relationships)) return resource;
    const entries = Object.entries(resource.relationships).map(([name, value]) => {
      if (!isJsonObject(value)) return [name, value] as const;
      const pointer = `${pointerTo('/data/relationships', name)}/data`;
      const linkage = 'data' in value ? { data: this.identify(value.data, pointer) } : {};
      return [name, { ...value, ...linkage }] as const;
    });
    return { ...resource, relationships: Object.fromEntries(entries) };
  }
}

/** Returns the key of a `lid`, which is unique by type ("Resource Object Identification"). */
function keyOf(type: unknown, lid: unknown): string {
  return JSON.stringify([type, lid]);
}

function lidNotString(pointer = '/data/lid'): JsonApiError {
  return new JsonApiError(malformed('lid must be a string', pointer));
}

function badRequest(code: string, detail: string, pointer: string): JsonApiError {
  return new JsonApiError({ status: 400, code, detail, source: { pointer } } satisfies ErrorObject);
}
