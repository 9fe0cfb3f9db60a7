import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds search indexes of pairs of neighbouring characters. A trigram index finds words of three
 * letters and ignores combining marks. It therefore cannot find a name of two Han characters, or
 * many names in Devanagari, Tamil or Thai. Pairs of ASCII characters are left out, because trigrams
 * serve them better, so most rows have no pairs.
 */
export class TextPairs1795392000082 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TEXT_PAIRS);
    for (const [table, columns] of Object.entries(SEARCHED)) {
      const keys = columns.map((column) => `text_pairs(' ' || ${column})`);
      await queryRunner.query(
        `CREATE INDEX ${table}_pairs_idx ON ${table} USING gin (${keys.join(', ')})`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const indexes = Object.keys(SEARCHED).map((table) => `${table}_pairs_idx`);
    await queryRunner.query(`DROP INDEX ${indexes.join(', ')}`);
    await queryRunner.query('DROP FUNCTION text_pairs');
  }
}

/** Columns of the trigram indexes. */
const SEARCHED = {
  staff_users: ['username', 'email', 'first_name', 'last_name'],
  customer_users: ['email', 'first_name', 'last_name'],
  customers: ['name'],
};

/**
 * Returns the pairs of a text in lower case, as ILIKE folds it, so that a text has all pairs of
 * any text that it contains. The blank that indexes put before a text marks its beginning. plpgsql
 * is several times faster than SQL that cannot be inlined.
 */
const TEXT_PAIRS = `
  CREATE FUNCTION text_pairs(content text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    folded text;
    pairs text[] := '{}';
    pair text;
  BEGIN
    IF octet_length(content) = length(content) THEN RETURN pairs; END IF;
    folded := lower(content);
    FOR place IN 1 .. length(folded) - 1 LOOP
      pair := substr(folded, place, 2);
      IF octet_length(pair) > 2 THEN pairs := pairs || pair; END IF;
    END LOOP;
    RETURN pairs;
  END $$;

  REVOKE ALL ON FUNCTION text_pairs(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION text_pairs(text) TO latchkey_backoffice, latchkey_storefront;
`;
