import { type ResourceDefinition, timestamps } from '#json-api';
import { userResource } from '../users/user.resource.js';
import { Role } from './role.entity.js';

export const roleResource = {
  type: 'roles',
  path: '/api/roles',
  entity: Role,
  attributes: {
    name: { type: 'name', ignoreCase: true, filter: true, sort: true },
    description: { type: 'prose', nullable: true },
    scopes: { type: 'strings' },
    ...timestamps,
  },
  example: { name: 'sales', description: 'Reads customers', scopes: ['customers:read'] },
  relationships: {
    users: {
      resource: (): ResourceDefinition => userResource,
      through: { table: 'staff_user_roles', own: 'role_id', other: 'user_id' },
    },
  },
  unique: { roles_name_key: 'name' },
} satisfies ResourceDefinition<Role>;
