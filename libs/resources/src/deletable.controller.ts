import { applyDecorators, Delete, HttpCode, Inject, Param, type Type } from '@nestjs/common';
import { JsonApiError, type ResourceDefinition, ResourceSelection } from '#json-api';
import { type Administrator, Caller, RequireRecentSignIn, RequireScope } from '#oauth';
import { type ReadableRows, ReadingController } from './read-only.controller.js';

/** Rows that are also found one by one. */
export interface FindableRows extends ReadableRows {
  find(id: string): Promise<{ id: string } | null>;
}

type RowOf<Rows extends FindableRows> = NonNullable<Awaited<ReturnType<Rows['find']>>> & {
  id: string;
};

export interface DeletableResource<Rows extends FindableRows, Service> {
  repository: Type<Rows>;
  service: Type<Service>;
  scopes: { read: string; write: string };

  /**
   * Deletes a resource that `repository` finds, with an event of the audit trail. Returns false when
   * there is none any more.
   */
  delete(service: Service, row: RowOf<Rows>, administrator: Administrator): Promise<boolean>;

  /** Seconds; people who delete must have signed in at most this long ago. */
  recentSignIn?: number;
}

/**
 * Returns a controller with the routes of a resource that clients read and delete, and that comes into
 * being in another way: a list, single resources, and the deletion of one.
 */
export function DeletableController<Rows extends FindableRows, Service>(
  definition: ResourceDefinition,
  resource: DeletableResource<Rows, Service>,
) {
  const { repository, scopes, recentSignIn } = resource;
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
      @Inject(resource.service) readonly service: Service,
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
      const row = (await this.rows.find(id)) as RowOf<Rows> | null;
      if (row && (await resource.delete(this.service, row, administrator))) return;
      throw JsonApiError.notFound(definition.type, id);
    }
  }
  return DeletingController;
}
