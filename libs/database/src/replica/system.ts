import type { StatementRunner } from './replica-pool.js';

/** The server belongs to another system: its content is not that of the primary. */
export class OtherSystem extends Error {
  override readonly name = 'OtherSystem';

  constructor() {
    super('the server is not a copy of the primary: their system identifiers differ');
  }
}

/** A standby has the identifier of its primary (PostgreSQL manual, "Control Data Functions"). */
const IDENTIFIER = 'SELECT system_identifier::text AS id FROM pg_control_system()';

type Row = { id: string };

/** @throws OtherSystem unless both servers have the same data, apart from the time */
export async function requireSameSystem(
  primary: StatementRunner,
  standby: { query<Result extends Row>(text: string): Promise<Result[]> },
): Promise<void> {
  const [[own], [copy]] = await Promise.all([
    primary.query<Row[]>(IDENTIFIER),
    standby.query<Row>(IDENTIFIER),
  ]);
  if (own!.id !== copy!.id) throw new OtherSystem();
}
