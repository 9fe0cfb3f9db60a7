import { readFile } from 'node:fs/promises';

/** Types of nodes without a class. The type itself describes them. */
const UNNAMED = new Set([
  'string',
  'concatenated string',
  'sliced string',
  'number',
  'code',
  'regexp',
]);

/**
 * Reads the number of objects of each class in a heap snapshot, and their own bytes.
 *
 * The format: `snapshot.meta.node_fields` names the numbers of a node. `nodes` has the numbers of
 * all nodes in a row. Types and names are indexes. The edges, which are most of the file, are not
 * read.
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

/** Yields the numbers one by one, because a string of all of them would exceed V8's limit. */
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

/** Returns the classes with the largest growth in bytes. */
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
