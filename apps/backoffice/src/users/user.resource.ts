import type { ResourceDefinition } from '#json-api';
import type { User } from './user.entity.js';

export const userResource = {
  type: 'users',
  path: '/api/users',
  attributes: {
    username: { type: 'string', filter: 'ignore-case', sort: true },
    email: { type: 'string', filter: 'ignore-case', sort: true },
    namePrefix: { type: 'string', nullable: true },
    firstName: { type: 'string', filter: true, sort: true },
    middleName: { type: 'string', nullable: true },
    lastName: { type: 'string', filter: true, sort: true },
    nameSuffix: { type: 'string', nullable: true },
    phone: { type: 'string', nullable: true },
    title: { type: 'string', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean', filter: true },
    createdAt: { type: 'date-time', sort: true, readOnly: true },
    updatedAt: { type: 'date-time', sort: true, readOnly: true },
  },
  relationships: {
    roles: { related: ({ id }) => `/api/users/${id}/relationships/roles` },
  },
  unique: { staff_users_username_key: 'username', staff_users_email_key: 'email' },
} satisfies ResourceDefinition<User>;
