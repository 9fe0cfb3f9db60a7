import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { AtomicResource } from '#json-api';
import type { Caller } from '#oauth';

type Relationships = AtomicResource<Caller>['relationships'];

/** A resource with atomic operations, which its controller declares. */
interface Declaration {
  type: string;

  /** The scope that operations on the resource need. */
  scope: string;

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
  #accepted: readonly string[] | null = null;

  /** The resources for a request; empty before the application has started. */
  all: readonly AtomicResource<Caller>[] = [];

  add(declaration: Declaration): void {
    const { type } = declaration;
    if (this.#declared.has(type)) throw new Error(`${type} have two controllers with operations`);
    this.#declared.set(type, declaration);
  }

  addRelationship(type: string, relationship: Relationships): void {
    this.#relationships.set(type, { ...this.#relationships.get(type), ...relationship });
  }

  /** Names the scopes of which a caller of the route needs one. */
  accept(scopes: readonly string[]): void {
    this.#accepted = scopes;
  }

  /** @throws Error for a resource that no caller could reach, and for a relationship of none */
  onApplicationBootstrap(): void {
    const declared = [...this.#declared.values()];
    for (const { type, scope } of declared) {
      if (!this.#accepted || this.#accepted.includes(scope)) continue;
      throw new Error(`the operations controller must accept the scope ${scope} for ${type}`);
    }
    for (const type of this.#relationships.keys()) {
      if (this.#declared.has(type)) continue;
      throw new Error(`${type} have a relationship with operations, and no operations themselves`);
    }
    this.all = declared.map(({ type, build }) => build(this.#relationships.get(type) ?? {}));
  }
}
