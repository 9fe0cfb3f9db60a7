import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';

/** The roles of each user. All ids have the form that a row can have. */
@Injectable()
export class UserRolesRepository {
  /** Returns the ids of the roles, in order. Their number is bounded when they are added. */
  async list(userId: string, transaction: Transaction): Promise<string[]> {
    const rows = await transaction.query<{ role_id: string }[]>(
      'SELECT role_id FROM staff_user_roles WHERE user_id = $1 ORDER BY role_id',
      [userId],
    );
    return rows.map((row) => row.role_id);
  }

  async add(userId: string, roleIds: readonly string[], transaction: Transaction): Promise<void> {
    await transaction.query(
      `INSERT INTO staff_user_roles (user_id, role_id)
       SELECT $1, role_id FROM unnest($2::bigint[]) role_id`,
      [userId, roleIds],
    );
  }

  async remove(
    userId: string,
    roleIds: readonly string[],
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      'DELETE FROM staff_user_roles WHERE user_id = $1 AND role_id = ANY($2::bigint[])',
      [userId, roleIds],
    );
  }
}
