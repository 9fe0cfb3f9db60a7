import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ComputedRows } from '#resources';
import { type RoleCombination, roleCombinationResource } from './role-combination.resource.js';

/** Combinations in a list, at most. Staff of one job have the same roles, so there are far fewer. */
const MAX_COMBINATIONS = 10_000;

/** Counts the members of staff who have the same roles. People without roles are not counted. */
@Injectable()
export class RoleCombinations extends ComputedRows<RoleCombination> {
  constructor(private readonly dataSource: DataSource) {
    super(roleCombinationResource);
  }

  /** If there are too many combinations, lists those with the largest numbers of people. */
  protected override async all(): Promise<RoleCombination[]> {
    return this.dataSource.query<RoleCombination[]>(
      `SELECT md5(roles::text) AS id, roles AS "roleIds", count(*)::integer AS users,
         count(*) FILTER (WHERE enabled)::integer AS "enabledUsers"
       FROM (
         SELECT user_id, array_agg(role_id::text ORDER BY role_id) AS roles
         FROM staff_user_roles GROUP BY user_id
       ) held JOIN staff_users ON id = user_id
       GROUP BY roles ORDER BY users DESC, id LIMIT ${MAX_COMBINATIONS}`,
    );
  }
}
