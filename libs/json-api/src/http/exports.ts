import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { JsonApiError } from '../errors/json-api.error.js';
import type { ExportQuery } from '../query/export-query.js';
import { EXPORT_FORMATS } from '../response/export-format.js';
import { exportedPages, requireExportable } from '../sql/exported-rows.js';
import type { ResourceRepository } from '../sql/resource.repository.js';

/** Exports that a process sends at the same time. Each reads pages for as long as its client does. */
const AT_ONCE = 4;

interface Export {
  query: ExportQuery;
  format: keyof typeof EXPORT_FORMATS;

  /** The name of the file without its ending. */
  name: string;
}

/** Sends lists as files, at the speed of their readers and with little memory. */
export class Exports<Entity extends { id: string }> {
  #running = 0;

  /** @param max resources of one export */
  constructor(
    private readonly rows: ResourceRepository<Entity>,
    private readonly max: number,
  ) {}

  /** @throws JsonApiError 400 `too_many_matches`, 429 `too_many_requests`, 503 `service_unavailable` */
  async send({ query, format, name }: Export, reply: FastifyReply): Promise<void> {
    if (this.#running >= AT_ONCE) throw busy();
    this.#running += 1;
    const { rows, max } = this;
    const texts = this.#texts(query, format);
    try {
      const { openDefinition: definition } = rows;
      const countUpTo = rows.countUpTo.bind(rows);
      await requireExportable({ definition, countUpTo }, query, max);
    } catch (error) {
      this.#running -= 1;
      throw error;
    }
    const { mediaType } = EXPORT_FORMATS[format];
    reply.header('content-type', mediaType).header('cache-control', 'private, no-store');
    reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
    const stream = Readable.from(texts).once('close', () => (this.#running -= 1));
    void reply.send(stream);
  }

  async *#texts(query: ExportQuery, format: Export['format']): AsyncGenerator<string> {
    const { head, line } = EXPORT_FORMATS[format];
    const { rows } = this;
    const { openDefinition: definition } = rows;
    yield head(definition);
    const list = rows.list.bind(rows);
    for await (const page of exportedPages({ list }, query, this.max)) {
      const text = page.map((row) => line(definition, row)).join('');
      if (text !== '') yield text;
    }
  }
}

function busy(): JsonApiError {
  const detail = `${AT_ONCE} exports are running in this process; try again when one has ended`;
  return new JsonApiError(
    { status: 503, code: 'service_unavailable', detail },
    { headers: { 'Retry-After': '10' } },
  );
}
