import { Module } from '@nestjs/common';
import { RolesModule } from '../roles/roles.module.js';
import { UserRolesController } from '../user-roles/user-roles.controller.js';
import { UserRolesRepository } from '../user-roles/user-roles.repository.js';
import { UserRoles } from '../user-roles/user-roles.service.js';
import { ProfileController } from './profile.controller.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

/** Members of staff, and their roles. */
@Module({
  imports: [RolesModule],
  controllers: [ProfileController, UsersController, UserRolesController],
  providers: [UsersRepository, Users, UserRolesRepository, UserRoles],
  exports: [UsersRepository],
})
export class UsersModule {}
