import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { AtomicResource } from '#json-api';
import type { Caller } from '#oauth';

type Relationships = AtomicResource<Caller>['relationships'];

/** A resource with atomic operations, which its controller declares. */
interface Declaration {
  type: string;

  build: (relationships: Relationships) => AtomicResource<Caller>;
}

/**
 * The resources and to-many relationships of one application that atomic operations may change.
 * Controllers declare them in their constructors; the list is complete when the application has
 * started.
 */
@Injectable()
export class AtomicResources implements OnApplicationBootstrap {
  readonly #declared = new Map<string, Declaration>();
  readonly #relationships = new Map<string, Relationships>();

  /** The resources for a request; empty before the application has started. */
  all: readonly AtomicResource<Caller>[] = [];

  add(declaration: Declaration): void {
    this.#declared.set(declaration.type, declaration);
  }

  addRelationship(type: string, relationship: Relationships): void {
    this.#relationships.set(type, { ...this.#relationships.get(type), ...relationship });
  }

  /** @throws Error for a relationship of a resource without operations */
  onApplicationBootstrap(): void {
    const declared = [...this.#declared.values()];
    for (const type of this.#relationships.keys()) {
      if (this.#declared.has(type)) continue;
      throw new Error(`${type} have a relationship with operations, and no operations themselves`);
    }
    this.all = declared.map(({ type, build }) => build(this.#relationships.get(type) ?? {}));
  }
}
