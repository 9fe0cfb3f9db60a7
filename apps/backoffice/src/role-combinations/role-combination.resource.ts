import type { ResourceDefinition } from '#json-api';

/** Roles that some members of staff have together, and no others. */
export interface RoleCombination {
  /** Names the set of roles. */
  id: string;
  roleIds: string[];
  users: number;
  enabledUsers: number;
}

/**
 * From these numbers a client computes how many people a change of roles concerns, without reading the
 * people.
 */
export const roleCombinationResource = {
  type: 'role-combinations',
  path: '/api/role-combinations',
  idType: 'text',
  page: { default: 100, maximum: 1000 },
  attributes: {
    roleIds: {
      type: 'strings',
      readOnly: true,
      description: 'Ids of the roles, in ascending order.',
    },
    users: {
      type: 'integer',
      sort: true,
      readOnly: true,
      description: 'Members of staff who have exactly these roles.',
    },
    enabledUsers: { type: 'integer', readOnly: true, description: 'Those who may sign in.' },
  },
  example: { roleIds: ['1', '3'], users: 12, enabledUsers: 11 },
} satisfies ResourceDefinition<RoleCombination>;
