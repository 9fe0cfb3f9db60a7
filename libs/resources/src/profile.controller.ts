import { Controller, Get, Inject, Patch, type Type, UseGuards } from '@nestjs/common';
import {
  Conditional,
  JsonApi,
  ResourceAttributes,
  type ResourceDefinition,
  type ResourceRepository,
  ResourceSelection,
} from '#json-api';
import { AccessTokenGuard, Caller, ownerOf, RequireScope } from '#oauth';
import type { AuditedResources } from './audited-resources.js';

/** The user of the caller, at an address with a read scope of its own. */
const PROFILE = { id: ownerOf, shownAs: 'profile' };

interface Profile<Entity extends { id: string }, Attributes extends object> {
  service: Type<AuditedResources<Entity, Attributes>>;

  /** The input class of PATCH. */
  update: Type<Partial<Attributes>>;
}

/** Returns a controller for the user for whom the caller acts, at `/api/users/mine`. */
export function OwnProfileController<Entity extends { id: string }, Attributes extends object>(
  definition: ResourceDefinition,
  { service, update }: Profile<Entity, Attributes>,
) {
  @Controller(`${definition.path}/mine`)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  class StandardProfileController {
    readonly rows: ResourceRepository<Entity>;

    constructor(@Inject(service) readonly resources: AuditedResources<Entity, Attributes>) {
      this.rows = resources.repository;
    }

    @Get()
    @RequireScope('profile:read')
    async read(
      @Caller() caller: Caller,
      @ResourceSelection(definition) selection: ResourceSelection,
    ) {
      return this.rows.document(ownerOf(caller), selection);
    }

    @Patch()
    @Conditional(definition, PROFILE)
    @RequireScope('profile:write')
    async update(
      @Caller() caller: Caller,
      @ResourceAttributes(definition, update, PROFILE) attributes: Partial<Attributes>,
      @ResourceSelection(definition) selection: ResourceSelection,
    ) {
      const user = await this.resources.update(ownerOf(caller), attributes, caller.administrator);
      return this.rows.document(user, selection);
    }
  }
  return StandardProfileController;
}
