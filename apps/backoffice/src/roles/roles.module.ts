import { Module } from '@nestjs/common';
import { RoleCombinationsController } from '../role-combinations/role-combinations.controller.js';
import { RoleCombinations } from '../role-combinations/role-combinations.repository.js';
import { RolesController } from './roles.controller.js';
import { RolesRepository } from './roles.repository.js';
import { Roles } from './roles.service.js';

/** Roles of staff, and how many people have them. */
@Module({
  controllers: [RolesController, RoleCombinationsController],
  providers: [RolesRepository, Roles, RoleCombinations],
  exports: [RolesRepository],
})
export class RolesModule {}
