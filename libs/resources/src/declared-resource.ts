import { SetMetadata, type Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import type { ResourceDefinition } from '#json-api';

/** The resource of a controller. The application collects the resources of its features. */
export interface DeclaredResource {
  definition: ResourceDefinition;

  /** The scope of a token that may read it. */
  readScope: string;

  /** Present when clients may create, change and delete it, also with atomic operations. */
  written?: {
    scope: string;

    /** The input class of POST. */
    create: Type;
  };
}

const DECLARED = Symbol('DeclaredResource');

/** Declares the resource of a controller, and of the controllers that extend it. */
export const Declares = (resource: DeclaredResource): ClassDecorator =>
  SetMetadata(DECLARED, resource);

/**
 * Returns the resources of the controllers of feature modules, in the order of the modules.
 *
 * @throws Error when two controllers declare one type
 */
export function declaredResources(features: readonly Type[]): DeclaredResource[] {
  const resources = features.flatMap((feature) => {
    const controllers: Type[] = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, feature) ?? [];
    return controllers.flatMap(
      (controller) => (Reflect.getMetadata(DECLARED, controller) as DeclaredResource) ?? [],
    );
  });
  const types = resources.map(({ definition }) => definition.type);
  const repeated = types.find((type, index) => types.indexOf(type) !== index);
  if (repeated !== undefined) throw new Error(`${repeated} have two controllers`);
  return resources;
}
