import { Module } from '@nestjs/common';
import { AuthenticationFactorsRepository } from '#sign-in';
import { RolesModule } from '../roles/roles.module.js';
import { AuthenticationFactorsController } from './authentication-factors.controller.js';
import { AuthenticationFactorResources } from './authentication-factors.repository.js';
import { AuthenticationFactorRemovals } from './authentication-factors.service.js';

/** Authentication factors of the people of both sides. */
@Module({
  imports: [RolesModule],
  controllers: [AuthenticationFactorsController],
  providers: [
    AuthenticationFactorResources,
    AuthenticationFactorRemovals,
    AuthenticationFactorsRepository,
  ],
})
export class AuthenticationFactorsModule {}
