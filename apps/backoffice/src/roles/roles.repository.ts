import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { Role } from './role.entity.js';
import { roleResource } from './role.resource.js';

@Injectable()
export class RolesRepository extends ResourceRepository<Role> {
  constructor(dataSource: DataSource) {
    super(dataSource, roleResource);
  }

  /** Locks and returns the roles that exist. None of them changes before the transaction ends. */
  async hold(ids: readonly string[]): Promise<Pick<Role, 'id' | 'scopes'>[]> {
    return this.connection.query<Pick<Role, 'id' | 'scopes'>[]>(
      'SELECT id, scopes FROM roles WHERE id = ANY($1::bigint[]) ORDER BY id FOR SHARE',
      [ids],
    );
  }

  /** Locks and returns the roles of a user; none of them changes before the transaction ends. */
  async holdOfUser(userId: string): Promise<Pick<Role, 'id' | 'scopes'>[]> {
    return this.connection.query<Pick<Role, 'id' | 'scopes'>[]>(
      `SELECT id, scopes FROM roles JOIN staff_user_roles ON role_id = id
       WHERE user_id = $1 ORDER BY id FOR SHARE OF roles`,
      [userId],
    );
  }
}
