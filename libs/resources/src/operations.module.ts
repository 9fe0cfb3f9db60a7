import { type DynamicModule, Module } from '@nestjs/common';
import type { DeclaredResource } from './declared-resource.js';
import { AtomicOperationsController } from './operations.controller.js';

/**
 * Atomic operations on the resources of the other features. An application lists it among its
 * features, and registers it with their resources.
 */
@Module({})
export class OperationsModule {
  static register(resources: readonly DeclaredResource[]): DynamicModule {
    const scopes = resources.flatMap(({ written }) => written?.scope ?? []);
    return { module: OperationsModule, controllers: [AtomicOperationsController(scopes)] };
  }
}
