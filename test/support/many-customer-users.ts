import type { TestDatabase } from './database.js';

/** A name that three people have, independent of the number of people. */
export const RARE_WORD = 'quixworth';

/** A name that one person in 50 has. */
export const COMMON_WORD = 'anneliese';

/** People for each customer; one person in 20 has no customer. */
const PER_CUSTOMER = 10;

/**
 * Creates `count` people and their customers, with ids from 1 in the order of creation. The names are
 * real names and not a pattern, because a trigram index depends on how much they differ. The
 * statements `changes` then change the rows. PostgreSQL has statistics about the result.
 */
export async function fillCustomerUsers(
  database: TestDatabase,
  count: number,
  changes: string[] = [],
): Promise<void> {
  const customers = count / PER_CUSTOMER;
  await database.query('TRUNCATE customer_users, customers RESTART IDENTITY CASCADE');
  const search = await database.query(
    `SELECT indexname, indexdef FROM pg_indexes
     WHERE tablename IN ('customers', 'customer_users') AND indexdef LIKE '% USING gin %'`,
  );
  // An index of texts that is filled row by row takes minutes; built at once it takes seconds.
  for (const { indexname } of search) await database.query(`DROP INDEX ${String(indexname)}`);
  await database.query(CUSTOMERS, [customers]);
  await database.query(CUSTOMER_USERS, [count, customers]);
  for (const change of changes) await database.query(change);
  for (const { indexdef } of search) await database.query(String(indexdef));
  await database.query('VACUUM ANALYZE customers');
  await database.query('VACUUM ANALYZE customer_users');
}

/** The names; person n takes the n-th, with steps that have no common divisor. */
const WORDS = `
  ARRAY['anneliese', 'bartholomew', 'cosima', 'dorothea', 'emeka', 'frederic', 'gudrun', 'hamza',
    'ingeborg', 'jolanta', 'kazimir', 'leocadia', 'mireille', 'nakamura', 'oluwaseun', 'priyanka',
    'quentin', 'rosalind', 'siobhan', 'thaddeus', 'ulrike', 'vsevolod', 'wilhelmina', 'xiomara',
    'yevgeny', 'zuleika', 'aurelio', 'brunhilde', 'clementine', 'desmond', 'eleuterio', 'fatoumata',
    'giovanni', 'hortensia', 'isambard', 'jacinta', 'kwabena', 'lysander', 'magdalena', 'nikolai',
    'ottoline', 'peregrine', 'rigoberto', 'svetlana', 'tamsin', 'urszula', 'valentin', 'winifred',
    'yolanda', 'zacharias']`;
const ENDINGS = `
  ARRAY['son', 'berg', 'feld', 'ova', 'escu', 'ides', 'wicz', 'strom', 'man', 'ton', 'by', 'worthy',
    'gate', 'smith', 'dottir', 'oglu', 'sen', 'ard', 'elli', 'ez']`;

const CUSTOMERS = `
  INSERT INTO customers (name, created_at)
  SELECT initcap((${WORDS})[1 + n % 50] || ' ' || (${WORDS})[1 + n / 50 % 50] || ' ' || n),
    now() - n * interval '1 minute'
  FROM generate_series(1, $1::integer) n`;

const CUSTOMER_USERS = `
  INSERT INTO customer_users (email, first_name, last_name, enabled, confirmed, role, customer_id,
    birthday, created_at, updated_at)
  SELECT first || '.' || last || '.' || n || '@' || (${WORDS})[1 + n / 7 % 50] || '.example',
    initcap(first), initcap(last), n % 50 <> 3, n % 40 <> 3,
    CASE WHEN n % 100 = 4 THEN 'administrator' ELSE 'buyer' END,
    CASE WHEN n % 20 <> 5 THEN 1 + n % $2::integer END,
    CASE WHEN n % 4 <> 1 THEN date '1940-01-01' + n % 25000 * 7919 % 25000 END,
    now() - ($1::integer - n) * interval '20 seconds', now() - ($1::integer - n) * interval '9 seconds'
  FROM generate_series(1, $1::integer) n, LATERAL (
    SELECT (${WORDS})[1 + n % 50] AS first,
      CASE WHEN n % ($1::integer / 3) = 200 THEN '${RARE_WORD}'
        ELSE (${WORDS})[1 + n / 50 % 50] || (${ENDINGS})[1 + n / 2500 % 20] END AS last) names
  ORDER BY n`;
