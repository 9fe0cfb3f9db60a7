import { Param, Patch, Post, type Type } from '@nestjs/common';
import { ResourceAttributes, type ResourceDefinition, ResourceSelection } from '#json-api';
import { type Administrator, Caller, RequireScope } from '#oauth';
import { DeletableController, type FindableRows } from './deletable.controller.js';

/** Changes resources, each with an event of the audit trail, for an administrator who may do so. */
export interface AdministeringService<New, Changes> {
  create(attributes: New, administrator: Administrator): Promise<{ id: string }>;

  /** @throws JsonApiError, or an error that the application renders, when there is none */
  update(id: string, changes: Changes, administrator: Administrator): Promise<unknown>;

  /** Returns false when there is none. */
  delete(id: string, administrator: Administrator): Promise<boolean>;
}

interface AdministeredResource<Rows extends FindableRows, New, Changes> {
  repository: Type<Rows>;
  service: Type<AdministeringService<New, Changes>>;

  /** The input classes of POST and PATCH. */
  create: Type<New>;
  update: Type<Changes>;
  scopes: { read: string; write: string };
}

/**
 * Returns a controller with the routes of a resource that a service of another lib changes, such as
 * clients. Answers come from the repository.
 */
export function AdministeredController<
  Rows extends FindableRows,
  New extends object,
  Changes extends object,
>(
  definition: ResourceDefinition,
  { create, update, ...resource }: AdministeredResource<Rows, New, Changes>,
) {
  const { write } = resource.scopes;

  class AdministeringController extends DeletableController(definition, {
    ...resource,
    delete: async (service, { id }, administrator) => service.delete(id, administrator),
  }) {
    @Post()
    @RequireScope(write)
    async create(
      @ResourceAttributes(definition, create) attributes: New,
      @ResourceSelection(definition) selection: ResourceSelection,
      @Caller() { administrator }: Caller,
    ) {
      const { id } = await this.service.create(attributes, administrator);
      return this.rows.document(id, selection);
    }

    @Patch(':id')
    @RequireScope(write)
    async update(
      @Param('id') id: string,
      @ResourceAttributes(definition, update) changes: Changes,
      @ResourceSelection(definition) selection: ResourceSelection,
      @Caller() { administrator }: Caller,
    ) {
      await this.service.update(id, changes, administrator);
      return this.rows.document(id, selection);
    }
  }
  return AdministeringController;
}
