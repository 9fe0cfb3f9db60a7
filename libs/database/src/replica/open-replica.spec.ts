import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { withLoginOf } from './open-replica.js';

describe('the URL of a standby', () => {
  it.each([
    'postgres://erp:p%23%40%2F%25@db:5432/shop?sslmode=disable',
    'postgres://db/shop?user=erp&password=p%23%40%2F%25',
    'postgres:///shop?host=/run/postgresql&user=erp&password=p%23%40%2F%25',
  ])('gets the login of %s, and nothing else of it', (primary) => {
    const url = withLoginOf(primary, 'postgres://standby:5433/shop?application_name=a');
    const { user, password, host, port, database } = new Client({ connectionString: url });
    expect({ user, password, host, port, database }).toEqual({
      user: 'erp',
      password: 'p#@/%',
      host: 'standby',
      port: 5433,
      database: 'shop',
    });
  });

  it('has no login when the primary has none, as with a certificate', () => {
    expect(withLoginOf('postgres://db/shop', 'postgres://standby/shop')).toBe(
      'postgres://standby/shop',
    );
  });
});
