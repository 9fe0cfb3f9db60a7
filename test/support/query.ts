import { QueryString } from '../../libs/json-api/src/query/query-string.js';

/**
 * A query as generated clients write it: commas separate the members of a list, everything else
 * is encoded. An array is a parameter that appears once for each of its values.
 */
export function queryOf(parameters: Readonly<Record<string, unknown>>): QueryString {
  const texts = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((each) => `${encodeURIComponent(name)}=${list(String(each))}`),
  );
  return new QueryString(texts.join('&'));
}

function list(value: string): string {
  return value.split(',').map(encodeURIComponent).join(',');
}
