import { ToManyController } from '#resources';
import { roleResource } from '../roles/role.resource.js';
import { userResource } from '../users/user.resource.js';
import { UsersRepository } from '../users/users.repository.js';
import { UserRoles } from './user-roles.service.js';

/** The roles of a user. */
export class UserRolesController extends ToManyController(userResource, {
  name: 'roles',
  related: roleResource,
  service: UserRoles,
  repository: UsersRepository,
}) {}
