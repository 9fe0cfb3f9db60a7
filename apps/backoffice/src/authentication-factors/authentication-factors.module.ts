import { Module } from '@nestjs/common';
import { AuthenticationFactorsRepository, SignInStatesRepository } from '#sign-in';
import { RolesModule } from '../roles/roles.module.js';
import { SignInStatesController } from '../sign-in-states/sign-in-states.controller.js';
import { SignInStateResources } from '../sign-in-states/sign-in-states.repository.js';
import { AuthenticationFactorsController } from './authentication-factors.controller.js';
import { AuthenticationFactorResources } from './authentication-factors.repository.js';
import { AuthenticationFactorRemovals } from './authentication-factors.service.js';

/** How the people of both sides can sign in, and their authentication factors. */
@Module({
  imports: [RolesModule],
  controllers: [AuthenticationFactorsController, SignInStatesController],
  providers: [
    AuthenticationFactorResources,
    AuthenticationFactorRemovals,
    AuthenticationFactorsRepository,
    SignInStateResources,
    SignInStatesRepository,
  ],
})
export class AuthenticationFactorsModule {}
