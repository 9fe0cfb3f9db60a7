import { Injectable } from '@nestjs/common';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { AtomicRelationship, AtomicResource } from './atomic-resource.js';

/** The resources and to-many relationships of one application that atomic operations may change. */
@Injectable()
export class AtomicResources<By> {
  readonly #resources = new Map<string, AtomicResource<By>>();
  readonly #relationships = new Map<string, Record<string, AtomicRelationship<By>>>();

  get all(): readonly AtomicResource<By>[] {
    return [...this.#resources.values()].map((resource) => ({
      ...resource,
      relationships: this.#relationships.get(resource.definition.type) ?? {},
    }));
  }

  add(resource: AtomicResource<By>): void {
    this.#resources.set(resource.definition.type, resource);
  }

  addRelationship(
    { type }: Pick<ResourceDefinition, 'type'>,
    name: string,
    relationship: AtomicRelationship<By>,
  ): void {
    this.#relationships.set(type, { ...this.#relationships.get(type), [name]: relationship });
  }
}
