import { readFile } from 'node:fs/promises';

/** Kinds of nodes that are not of a class; their kind says what they are. */
const UNNAMED = new Set([
  'string',
  'concatenated string',
  'sliced string',
  'number',
  'code',
  'regexp',
]);

/**
 * How many objects of each class are in a heap snapshot, and how many bytes they have themselves.
 *
 * The format: `snapshot.meta.node_fields` names the numbers of a node, all of which follow each
 * other in `nodes`; types and names are indexes. The edges, by far the most of the file, are left out.
 */
export async function readHeapSnapshot(path) {
  const bytes = await readFile(path);
  const part = (from, to) => {
    const start = bytes.indexOf(from) + from.length;
    return bytes.subarray(start, bytes.indexOf(to, start));
  };
  const meta = JSON.parse(part('"meta":', ',"node_count"').toString());
  const fields = meta.node_fields;
  const types = meta.node_types[0];
  const strings = JSON.parse(bytes.subarray(bytes.lastIndexOf('"strings":[') + 10, -1).toString());
  const at = {
    type: fields.indexOf('type'),
    name: fields.indexOf('name'),
    size: fields.indexOf('self_size'),
  };

  const classes = new Map();
  let node = [];
  for (const number of numbersOf(part('"nodes":[', ']'))) {
    node.push(number);
    if (node.length < fields.length) continue;
    add(classes, nameOf(types[node[at.type]], strings[node[at.name]]), node[at.size]);
    node = [];
  }
  return classes;
}

/** Without a string of all of them, which would be longer than a string may be. */
function* numbersOf(bytes) {
  let number = 0;
  let isInNumber = false;
  for (const byte of bytes) {
    const isDigit = byte >= 0x30 && byte <= 0x39;
    if (isDigit) number = number * 10 + byte - 0x30;
    else if (isInNumber) {
      yield number;
      number = 0;
    }
    isInNumber = isDigit;
  }
}

function nameOf(type, name) {
  if (type === 'closure') return `${name || 'anonymous'}()`;
  return UNNAMED.has(type)
    ? `(${type})`
    : `${name.slice(0, 60) || '(no name)'}${type === 'object' ? '' : ` (${type})`}`;
}

function add(classes, name, size) {
  const total = classes.get(name) ?? { count: 0, size: 0 };
  total.count += 1;
  total.size += size;
  classes.set(name, total);
}

/** The classes that grew most, by their bytes. */
export function growth(before, after, limit) {
  const rows = [...after].map(([name, { count, size }]) => {
    const was = before.get(name) ?? { count: 0, size: 0 };
    return { name, objects: count - was.count, bytes: size - was.size };
  });
  return rows
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, limit);
}
