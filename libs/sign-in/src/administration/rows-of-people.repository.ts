import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SIDES, type Side } from '#oauth';

/** Reads rows that belong to people of both sides. */
@Injectable()
export abstract class RowsOfPeople<Row> {
  constructor(protected readonly dataSource: DataSource) {}

  /** Selects the rows of people, `$1`, at sides, `$2`. */
  protected abstract readonly statement: string;

  /** Lists the rows of people, at one side or at both. */
  async listOf(personIds: readonly string[], sides: readonly Side[] = SIDES): Promise<Row[]> {
    return this.dataSource.query<Row[]>(this.statement, [personIds, sides]);
  }
}
