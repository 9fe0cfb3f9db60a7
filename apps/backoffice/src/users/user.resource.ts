import type { ResourceDefinition } from '#json-api';
import { roleResource } from '../roles/role.resource.js';
import { User } from './user.entity.js';

export const userResource = {
  type: 'users',
  path: '/api/users',
  entity: User,
  attributes: {
    username: { type: 'string', ignoreCase: true, filter: true, sort: true, search: true },
    email: { type: 'string', ignoreCase: true, filter: true, sort: true, search: true },
    namePrefix: { type: 'string', nullable: true },
    firstName: { type: 'string', filter: true, sort: true, search: true },
    middleName: { type: 'string', nullable: true },
    lastName: { type: 'string', filter: true, sort: true, search: true },
    nameSuffix: { type: 'string', nullable: true },
    phone: { type: 'string', nullable: true },
    title: { type: 'string', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean', filter: true },
    createdAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    updatedAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
  },
  relationships: {
    roles: {
      resource: (): ResourceDefinition => roleResource,
      through: { table: 'staff_user_roles', own: 'user_id', other: 'role_id' },
    },
  },
  unique: { staff_users_username_key: 'username', staff_users_email_key: 'email' },
} satisfies ResourceDefinition<User>;
