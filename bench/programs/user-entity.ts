import { EntitySchema } from 'typeorm';
import type { UserRow } from './users-document.js';

export const User = new EntitySchema<UserRow>({
  name: 'User',
  tableName: 'staff_users',
  columns: {
    id: { type: 'bigint', primary: true },
    username: { type: 'text' },
    email: { type: 'text' },
    namePrefix: { name: 'name_prefix', type: 'text', nullable: true },
    firstName: { name: 'first_name', type: 'text' },
    middleName: { name: 'middle_name', type: 'text', nullable: true },
    lastName: { name: 'last_name', type: 'text' },
    nameSuffix: { name: 'name_suffix', type: 'text', nullable: true },
    phone: { type: 'text', nullable: true },
    title: { type: 'text', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
