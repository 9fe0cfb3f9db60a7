import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { malformed } from '../request/resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** Which resources the operations so far have added, by the `lid` that the document gives them. */
export class LocalIds {
  readonly #ids = new Map<string, string>();

  /** @throws JsonApiError 400 `duplicate_lid`, 400 when it is no string */
  requireNew({ type, lid }: JsonObject): void {
    if (lid === undefined) return;
    if (typeof lid !== 'string') throw notText();
    if (!this.#ids.has(keyOf(type, lid))) return;
    const detail = 'an operation before this one has given this lid to another resource';
    throw refuse('duplicate_lid', detail, '/data/lid');
  }

  define({ type, lid }: JsonObject, id: string): void {
    if (lid !== undefined) this.#ids.set(keyOf(type, lid), id);
  }

  /** @throws JsonApiError 400 `unknown_lid` */
  idOf(type: string, lid: string, pointer: string): string {
    const id = this.#ids.get(keyOf(type, lid));
    if (id !== undefined) return id;
    const detail = 'no operation before this one adds a resource of this type with this lid';
    throw refuse('unknown_lid', detail, pointer);
  }

  /**
   * Gives an id to an identifier that has a `lid` instead, and to each identifier of a list.
   * Other values are returned as they are, and rejected by their reader.
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
    if (typeof lid !== 'string') throw notText(place);
    const { type } = identifier;
    if (typeof type !== 'string') {
      const detail = 'a resource identifier must have type, a string';
      throw new JsonApiError(malformed(detail, type === undefined ? pointer : `${pointer}/type`));
    }
    return { ...identifier, id: this.idOf(type, lid, place) };
  }

  /** The same for what the relationships of a resource object at `/data` refer to. */
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

/** Unique by type ("Resource Object Identification"). */
function keyOf(type: unknown, lid: unknown): string {
  return JSON.stringify([type, lid]);
}

function notText(pointer = '/data/lid'): JsonApiError {
  return new JsonApiError(malformed('lid must be a string', pointer));
}

function refuse(code: string, detail: string, pointer: string): JsonApiError {
  return new JsonApiError({ status: 400, code, detail, source: { pointer } } satisfies ErrorObject);
}
