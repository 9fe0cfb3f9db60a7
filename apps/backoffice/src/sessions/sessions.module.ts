import { Module } from '@nestjs/common';
import { PeopleSignInRepository } from '#sign-in';
import { SessionsController } from './sessions.controller.js';
import { SessionResources } from './sessions.repository.js';

/** Sessions of the people of both sides. */
@Module({
  controllers: [SessionsController],
  providers: [SessionResources, PeopleSignInRepository],
})
export class SessionsModule {}
