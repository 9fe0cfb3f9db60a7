import type { ResourceDefinition } from '#json-api';
import { roleResource } from '../roles/role.resource.js';
import { User } from './user.entity.js';

export const userResource = {
  type: 'users',
  path: '/api/users',
  entity: User,
  attributes: {
    username: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
    email: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
    namePrefix: { type: 'name', nullable: true },
    firstName: { type: 'name', filter: true, sort: true, search: true },
    middleName: { type: 'name', nullable: true },
    lastName: { type: 'name', filter: true, sort: true, search: true },
    nameSuffix: { type: 'name', nullable: true },
    phone: { type: 'name', nullable: true },
    title: { type: 'name', nullable: true },
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
