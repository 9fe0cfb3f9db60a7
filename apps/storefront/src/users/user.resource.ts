import type { ResourceDefinition } from '#json-api';
import { User } from './user.entity.js';

export const userResource = {
  type: 'users',
  path: '/api/users',
  entity: User,
  attributes: {
    email: { type: 'string', ignoreCase: true, filter: true, sort: true },
    namePrefix: { type: 'string', nullable: true },
    firstName: { type: 'string', filter: true, sort: true },
    middleName: { type: 'string', nullable: true },
    lastName: { type: 'string', filter: true, sort: true },
    nameSuffix: { type: 'string', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean', readOnly: true },
    confirmed: { type: 'boolean', readOnly: true },
    role: { type: 'string', readOnly: true },
    createdAt: { type: 'date-time', sort: true, readOnly: true },
    updatedAt: { type: 'date-time', sort: true, readOnly: true },
  },
  unique: { customer_users_email_key: 'email' },
} satisfies ResourceDefinition<User>;
