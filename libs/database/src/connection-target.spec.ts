import { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { type ConnectionSource, targetOf } from './connection-target.js';

const SECRET = 'postgres://shop:of-somebody@db.example/shop';

it.each([SECRET, undefined, null, {}, { url: undefined }, { url: '' }, { url: 5 }])(
  'a source without a URL is rejected, and its password is not repeated: %#',
  (source) => {
    const message =
      'dataSource must be a TypeORM DataSource, or an object with the url of a database';
    expect(() => targetOf(source as ConnectionSource)).toThrow(new Error(message));
  },
);

it('a data source has its address and its encryption, also from the options of the driver', () => {
  const ssl = { rejectUnauthorized: true };
  const target = (options: object) => targetOf(new DataSource({ type: 'postgres', ...options }));
  expect(target({ host: 'db.example', ssl })).toMatchObject({ host: 'db.example', ssl });
  expect(target({ url: SECRET, extra: { ssl } })).toMatchObject({ url: SECRET, ssl });
  expect(targetOf({ url: SECRET })).toEqual({ url: SECRET });
});
