import { applyDecorators, Delete, HttpCode, Inject, Param, type Type } from '@nestjs/common';
import { JsonApiError, type ResourceDefinition, ResourceSelection } from '#json-api';
import { type Administrator, Caller, RequireRecentSignIn, RequireScope } from '#oauth';
import { type ReadableRows, ReadingController } from './read-only.controller.js';

/** Deletes resources one by one, each with an event of the audit trail. */
export interface Deletions {
  /** Returns false when there is no resource with this id. */
  delete(id: string, administrator: Administrator): Promise<boolean>;
}

interface DeletableResource<Rows extends ReadableRows> {
  repository: Type<Rows>;
  service: Type<Deletions>;
  scopes: { read: string; write: string };

  /** Seconds; people who delete must have signed in at most this long ago. */
  recentSignIn?: number;
}

/**
 * Returns a controller with the routes of a resource that clients read and delete, and that comes into
 * being in another way: a list, single resources, and the deletion of one.
 */
export function DeletableController<Rows extends ReadableRows>(
  definition: ResourceDefinition,
  { repository, service, scopes, recentSignIn }: DeletableResource<Rows>,
) {
  const required = [
    RequireScope(scopes.write),
    ...(recentSignIn === undefined ? [] : [RequireRecentSignIn(recentSignIn)]),
  ];

  class DeletingController extends ReadingController<Rows>({
    definition,
    readScope: scopes.read,
  }) {
    constructor(
      @Inject(repository) readonly rows: Rows,
      @Inject(service) readonly deletions: Deletions,
    ) {
      super();
    }

    @Delete(':id')
    @HttpCode(204)
    @applyDecorators(...required)
    async delete(
      @Param('id') id: string,
      @ResourceSelection(definition) _selection: ResourceSelection, // rejects all other parameters
      @Caller() { administrator }: Caller,
    ): Promise<void> {
      if (await this.deletions.delete(id, administrator)) return;
      throw JsonApiError.notFound(definition.type, id);
    }
  }
  return DeletingController;
}
