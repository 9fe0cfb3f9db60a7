import { ATTRIBUTE_FORMATS } from '../definition/attribute-type.js';
import { attributeNames, findAttribute } from '../definition/fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

type Row = { readonly id: string };

/** A file of resources, one on each line. */
export interface ExportFormat {
  mediaType: string;

  /** The line before all resources; empty without one. */
  head: (definition: ResourceDefinition) => string;

  line: (definition: ResourceDefinition, row: Row) => string;
}

/** An object on each line: the id, and each attribute as in JSON:API (jsonlines.org). */
const JSON_LINES: ExportFormat = {
  mediaType: 'application/jsonl',
  head: () => '',
  line: (definition, row) => {
    const members = attributesOf(definition, row).map(
      ({ name, json }) => `,${JSON.stringify(name)}:${json}`,
    );
    return `{"id":${JSON.stringify(row.id)}${members.join('')}}\n`;
  },
};

/** RFC 4180, with a header line. An object is JSON text, and null is an empty field. */
const CSV: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  head: (definition) => csvLine(['id', ...attributeNames(definition)]),
  line: (definition, row) =>
    csvLine([row.id, ...attributesOf(definition, row).map(({ text }) => text)]),
};

export const EXPORT_FORMATS = { jsonl: JSON_LINES, csv: CSV } as const;

function attributesOf(definition: ResourceDefinition, row: Row) {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  return attributeNames(definition).map((name) => {
    const value = values[name] ?? null;
    const { write } = ATTRIBUTE_FORMATS[findAttribute(definition, name)!.type];
    const json = value === null ? 'null' : write(value);
    const isText = json.startsWith('"');
    const text = isText ? (JSON.parse(json) as string) : json;
    return { name, json, text: value === null ? '' : text };
  });
}

/**
 * A first character with which a spreadsheet takes a text for a formula. It would run the formula,
 * and anyone who can name a role could send one.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

/** Returns the fields as a line of RFC 4180. A text that looks like a formula begins with `'`. */
export function csvLine(fields: readonly string[]): string {
  const cells = fields.map((field) => {
    const text = FORMULA.test(field) ? `'${field}` : field;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\r\n`;
}
