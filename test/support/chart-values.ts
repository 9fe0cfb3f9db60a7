import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { isMap, isScalar, parseDocument, stringify, type YAMLMap } from 'yaml';
import { Config } from '#config';
import { CHART } from './helm.js';

export const SCHEMA = `${CHART}/values.schema.json`;
export const README = `${CHART}/README.md`;

/** Settings that the chart writes itself, of other values or of its own. */
const OF_THE_CHART =
  /^(database\.(url|embeddedDirectory|migrateOnStart)|(backoffice|storefront)\.(host|port|managementHost|managementPort|publicUrl|databaseUrl|oauth\.(keyE|previousKeyE)ncryptionKey|notify\.(url|secret)))$/;

export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  $defs?: Record<string, Schema>;
}

/** Returns the schema of the settings that the chart passes on: names and types as in `Config`. */
export function settingsSchema(value: unknown = new Config(), path = ''): Schema {
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' } };
  if (typeof value === 'number') return { type: 'integer' };
  if (typeof value !== 'object' || value === null) return { type: typeof value };
  const properties: Record<string, Schema> = {};
  for (const [name, member] of Object.entries(value)) {
    const below = path ? `${path}.${name}` : name;
    if (!OF_THE_CHART.test(below)) properties[name] = settingsSchema(member, below);
  }
  return { type: 'object', additionalProperties: false, properties };
}

export function readSchema(): Schema {
  return JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema;
}

/** Returns a file as prettier writes it. */
export async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

interface Row {
  path: string;
  value: string;
  description: string;
}

/** Returns the values of values.yaml with their comments. A section is a row when it has a comment. */
export function valueRows(): Row[] {
  const { contents } = parseDocument(readFileSync(`${CHART}/values.yaml`, 'utf8'));
  return rowsOf(contents as YAMLMap, '');
}

function rowsOf(map: YAMLMap, above: string): Row[] {
  return map.items.flatMap(({ key, value }, at) => {
    if (!isScalar(key)) throw new Error('a key is no scalar');
    const path = `${above}${String(key.value)}`;
    // The first comment in a map belongs to the map for the parser.
    const comment = (at === 0 && above ? map.commentBefore : key.commentBefore) ?? '';
    const description = comment
      .split('\n\n')
      .at(-1)!
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim();
    if (isMap(value) && !value.flow && path !== 'storefront') {
      const own = description ? [{ path, value: '', description }] : [];
      return [...own, ...rowsOf(value, `${path}.`)];
    }
    const text = path === 'storefront' ? '' : stringify(value, { collectionStyle: 'flow' });
    return [{ path, value: text.replaceAll(/\s+/g, ' ').trim(), description }];
  });
}

/** Characters. A longer default would widen the table, and is better read in the file. */
const LONGEST_DEFAULT = 60;

/** Returns the README with the table of values.yaml in its section. */
export function readmeWithTable(readme: string): string {
  const code = (text: string) => {
    if (text.length > LONGEST_DEFAULT) return '[values.yaml](values.yaml)';
    return text === '' ? '' : `\`${text}\``;
  };
  const rows = valueRows().map(
    ({ path, value, description }) => `| ${code(path)} | ${code(value)} | ${description} |`,
  );
  const table = ['| value | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
  return readme.replace(/(?<=<!-- values -->\n)[\s\S]*(?=<!-- end -->)/, `\n${table}\n\n`);
}
