import { Delete, HttpCode } from '@nestjs/common';
import { DeletedCount, DeletionQuery } from '#json-api';
import { Caller, RequireScope } from '#oauth';
import { DeletableController } from '#resources';
import { PeopleSignInRepository } from '#sign-in';
import { sessionResource } from './session.resource.js';
import { SessionResources } from './sessions.repository.js';

const SCOPES = { read: 'sessions:read', write: 'sessions:write' };

/** Sessions of the people of both sides. A deletion ends one, with the tokens that apps got in it. */
export class SessionsController extends DeletableController(sessionResource, {
  repository: SessionResources,
  service: PeopleSignInRepository,
  scopes: SCOPES,
  delete: async (people, { id }, { actor }) => people.endSession(id, actor),
}) {
  /** Ends all sessions that a filter matches, such as those of a person, or none. */
  @Delete()
  @HttpCode(204)
  @DeletedCount()
  @RequireScope({ allOf: [SCOPES.read, SCOPES.write] })
  async endMatching(
    @DeletionQuery(sessionResource) query: DeletionQuery,
    @Caller() { administrator }: Caller,
  ): Promise<number> {
    return this.service.endSessions(await this.rows.findMatching(query), administrator.actor);
  }
}
