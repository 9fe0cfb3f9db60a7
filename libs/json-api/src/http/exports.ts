import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { JsonApiError } from '../errors/json-api.error.js';
import type { ExportQuery } from '../query/export-query.js';
import { EXPORT_FORMATS } from '../response/export-format.js';
import { exportedPages, requireExportable } from '../sql/exported-rows.js';
import type { ResourceRepository } from '../sql/resource.repository.js';

/** Exports that a process sends at the same time. Each reads pages for as long as its client does. */
const AT_ONCE = 4;

/** Exports of one caller, so that a caller that reads slowly leaves room for others. */
const OF_ONE_CALLER = 2;

interface Export {
  query: ExportQuery;
  format: keyof typeof EXPORT_FORMATS;

  /** The name of the file without its ending. */
  name: string;
}

/** Sends lists as files, at the speed of their readers and with little memory. */
export class Exports<Entity extends { id: string }> {
  /** The caller of each export that is running. */
  readonly #running: string[] = [];

  /** @param max resources of one export */
  constructor(
    private readonly rows: ResourceRepository<Entity>,
    private readonly max: number,
  ) {}

  /** @throws JsonApiError 400 `too_many_matches`, 429 `too_many_requests`, 503 `service_unavailable` */
  async send({ query, format, name }: Export, reply: FastifyReply): Promise<void> {
    const end = this.#begin(query.reader);
    const { max } = this;
    const rows = this.rows.fixed();
    const texts = this.#texts(rows, query, format);
    try {
      const { openDefinition: definition } = rows;
      const countUpTo = rows.countUpTo.bind(rows);
      await requireExportable({ definition, countUpTo }, query, max);
    } catch (error) {
      end();
      throw error;
    }
    const { mediaType } = EXPORT_FORMATS[format];
    reply.header('content-type', mediaType).header('cache-control', 'private, no-store');
    reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
    const stream = Readable.from(texts).once('close', end);
    void reply.send(stream);
  }

  /** Returns a function that makes room for the next export. */
  #begin(reader: string): () => void {
    const own = this.#running.filter((each) => each === reader);
    if (own.length >= OF_ONE_CALLER) throw busyWithYours();
    if (this.#running.length >= AT_ONCE) throw busy();
    this.#running.push(reader);
    return () => void this.#running.splice(this.#running.indexOf(reader), 1);
  }

  async *#texts(
    rows: ResourceRepository<Entity>,
    query: ExportQuery,
    format: Export['format'],
  ): AsyncGenerator<string> {
    const { head, line } = EXPORT_FORMATS[format];
    const { openDefinition: definition } = rows;
    yield head(definition);
    const list = rows.list.bind(rows);
    for await (const page of exportedPages({ list }, query, this.max)) {
      const text = page.map((row) => line(definition, row)).join('');
      if (text !== '') yield text;
    }
  }
}

const RETRY = { headers: { 'Retry-After': '10' } };

function busy(): JsonApiError {
  const detail = `${AT_ONCE} exports are running in this process; try again when one has ended`;
  return new JsonApiError({ status: 503, code: 'service_unavailable', detail }, RETRY);
}

function busyWithYours(): JsonApiError {
  const detail = `${OF_ONE_CALLER} exports of this caller are running; try again when one has ended`;
  return new JsonApiError({ status: 429, code: 'too_many_requests', detail }, RETRY);
}
