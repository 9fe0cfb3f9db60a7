import { Controller, Inject, UseGuards } from '@nestjs/common';
import { JsonApi, JsonApiError, selectionOf } from '#json-api';
import { AccessTokenGuard } from '#oauth';
import type { FindablePeople, LinkedPeople } from './linked-people.js';
import type { Account } from './sign-in-links.service.js';

/** Returns the base class of controllers at a path below each person of a side. */
export function PersonController({ side, definition, repository }: LinkedPeople, path: string) {
  @Controller(`${definition.path}/:id/${path}`)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  abstract class BaseController {
    @Inject(repository) readonly people!: FindablePeople;

    /** @throws JsonApiError 404 `not_found` */
    async account(id: string): Promise<Account> {
      const person = await this.people.find(id, selectionOf(definition));
      if (!person) throw JsonApiError.notFound(definition.type, id);
      return { side, id };
    }
  }
  return BaseController;
}
