import { describe, expect, it } from 'vitest';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { csvLine, EXPORT_FORMATS } from './export-format.js';

const definition: ResourceDefinition = {
  type: 'things',
  path: '/api/things',
  attributes: {
    name: { type: 'string' },
    madeAt: { type: 'date-time' },
    parts: { type: 'object', nullable: true },
    count: { type: 'integer' },
  },
};

const row = { id: '7', name: 'a "b"', madeAt: new Date('2026-01-02T03:04:05Z'), count: 2 };

describe('an export', () => {
  it('as JSON lines has the id and the attributes of a resource on a line', () => {
    expect(
      EXPORT_FORMATS.jsonl.line(definition, { ...row, parts: { x: [1, '\n'] } } as never),
    ).toBe(
      '{"id":"7","name":"a \\"b\\"","madeAt":"2026-01-02T03:04:05Z","parts":{"x":[1,"\\n"]},"count":2}\n',
    );
  });

  it('as CSV has a header line, objects as JSON text, and null as an empty field', () => {
    const { head, line } = EXPORT_FORMATS.csv;
    expect(head(definition)).toBe('id,name,madeAt,parts,count\r\n');
    expect(line(definition, { ...row, parts: null } as never)).toBe(
      '7,"a ""b""",2026-01-02T03:04:05Z,,2\r\n',
    );
    expect(line(definition, { ...row, parts: { x: 1 } } as never)).toBe(
      '7,"a ""b""",2026-01-02T03:04:05Z,"{""x"":1}",2\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'as CSV marks %j, which a spreadsheet would run as a formula',
    (text) => {
      expect(csvLine([text]).replaceAll('"', '')).toBe(`'${text}\r\n`);
    },
  );

  it.each(['a=1', 'x', '', "'", '1-2'])('as CSV leaves %j unchanged', (text) => {
    expect(csvLine([text])).toBe(`${text}\r\n`);
  });

  it('as CSV quotes commas, quotes and line breaks', () => {
    expect(csvLine(['a,b', 'c"d', 'e\nf'])).toBe('"a,b","c""d","e\nf"\r\n');
  });
});
