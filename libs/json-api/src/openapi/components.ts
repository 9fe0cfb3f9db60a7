import type { JsonSchema } from '../definition/json-schema.js';

/** The parts of the document that several operations share, each written once, by name. */
export class Components {
  readonly #parts = new Map<string, Map<string, JsonSchema>>();

  schema(name: string, build: () => JsonSchema): JsonSchema {
    return this.#reference('schemas', name, build);
  }

  response(name: string, build: () => JsonSchema): JsonSchema {
    return this.#reference('responses', name, build);
  }

  parameter(name: string, build: () => JsonSchema): JsonSchema {
    return this.#reference('parameters', name, build);
  }

  toJSON(): Record<string, Record<string, JsonSchema>> {
    const sections = [...this.#parts].map(([section, parts]) => {
      const sorted = [...parts].toSorted(([one], [other]) => (one < other ? -1 : 1));
      return [section, Object.fromEntries(sorted)] as const;
    });
    return Object.fromEntries(sections);
  }

  /** Reserves the name before the part is built, because definitions may refer to each other. */
  #reference(section: string, name: string, build: () => JsonSchema): JsonSchema {
    const parts = this.#parts.get(section) ?? new Map<string, JsonSchema>();
    this.#parts.set(section, parts);
    if (!parts.has(name)) {
      parts.set(name, {});
      parts.set(name, build());
    }
    return { $ref: `#/components/${section}/${name}` };
  }
}

/** Returns `OauthClients` for `oauth-clients`, as the beginning of a component name. */
export function componentName(type: string): string {
  return type
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
