import { personExample, personNames } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';
import { roleResource } from '../roles/role.resource.js';
import { User } from './user.entity.js';

export const userResource = {
  type: 'users',
  path: '/api/users',
  entity: User,
  attributes: {
    username: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
    ...personNames,
    phone: { type: 'name', nullable: true, filter: true },
    title: { type: 'name', nullable: true, filter: true, sort: true },
    birthday: { type: 'date', nullable: true, filter: true, sort: true },
    enabled: { type: 'boolean', filter: true },
    ...timestamps,
  },
  example: {
    username: 'ada',
    ...personExample,
    phone: '+32 9 123 45 67',
    title: 'Head of Sales',
  },
  relationships: {
    roles: {
      resource: (): ResourceDefinition => roleResource,
      through: { table: 'staff_user_roles', own: 'user_id', other: 'role_id' },
    },
  },
  unique: { staff_users_username_key: 'username', staff_users_email_key: 'email' },
} satisfies ResourceDefinition<User>;
