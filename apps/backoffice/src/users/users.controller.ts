import { ResourceController } from '#resources';
import { CreateUser } from './create-user.js';
import { userResource } from './user.resource.js';
import { Users } from './users.service.js';

/** Members of staff. */
export class UsersController extends ResourceController(userResource, {
  service: Users,
  create: CreateUser,
}) {}
