import type { DataSource } from 'typeorm';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { databaseConflict } from './database-conflict.js';
import type { Connection } from './limited-read.js';
import type { Statement } from './statement.js';

interface Resource {
  definition: ResourceDefinition;

  /** The ids of the rows that the statement deletes. */
  deleted?: readonly string[];
}

/** Runs a statement and returns its rows. Reports violated constraints as errors of the resource. */
export async function execute<Row>(
  connection: Connection,
  { text, values }: Statement,
  { definition, deleted }: Resource,
): Promise<Row[]> {
  try {
    const result = await connection.query<unknown[]>(text, values);
    // TypeORM returns [rows, count] for UPDATE and DELETE, and rows for other statements.
    return (Array.isArray(result[0]) ? result[0] : result) as Row[];
  } catch (error) {
    throw databaseConflict(error, definition, deleted) ?? error;
  }
}

/** A data source with more control of statements than TypeORM's. */
type DirectDataSource = DataSource & {
  prepareStatement?(text: string): void;
  deferStatement?(text: string): void;
};

/** Lets the database plan the statement once for each connection, if the data source can. */
export function prepare(dataSource: DataSource, { text }: Pick<Statement, 'text'>): void {
  (dataSource as DirectDataSource).prepareStatement?.(text);
}

/**
 * Lets the statement wait for the next one of its transaction, usually the commit, and share its
 * round trip, if the data source can. Its answer is empty then.
 */
export function defer(dataSource: DataSource, { text }: Pick<Statement, 'text'>): void {
  (dataSource as DirectDataSource).deferStatement?.(text);
}
