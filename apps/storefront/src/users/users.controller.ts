import { ResourceController } from '#resources';
import { customerResource } from '../customers/customer.resource.js';
import { CreateUser } from './create-user.js';
import { userResource } from './user.resource.js';
import { Users } from './users.service.js';

/** People with an account, and the company of each. */
export class UsersController extends ResourceController(userResource, {
  service: Users,
  create: CreateUser,
  toOne: { name: 'customer', related: customerResource },
}) {}
