import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import { RecordedRefusal } from '#oauth';
import { refusalResource } from './refusal.resource.js';

type Rows = ResourceRepository<RecordedRefusal>;

/** Reads refused requests of both sides, each with its explanation. */
@Injectable()
export class RefusalResources extends ResourceRepository<RecordedRefusal> {
  constructor(dataSource: DataSource) {
    super(dataSource, refusalResource);
  }

  override async list(...query: Parameters<Rows['list']>) {
    const page = await super.list(...query);
    return { ...page, rows: page.rows.map(explained) };
  }

  override async find(...query: Parameters<Rows['find']>) {
    const row = await super.find(...query);
    return row && explained(row);
  }
}

/** Replaces the facts by sentences; an answer without this attribute has no facts. */
function explained<Row extends Partial<RecordedRefusal>>(row: Row): Row {
  const { explanation } = row;
  if (explanation === undefined) return row;
  return { ...row, explanation: RecordedRefusal.explain(explanation) };
}
