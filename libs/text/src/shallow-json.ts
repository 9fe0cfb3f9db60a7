/** Levels that every JSON parser supports. Documents of this product have fewer than ten. */
const LEVELS = 64;

/** An object or an array. */
type Container = object;

/** True when the JSON value has more than 64 levels of objects and arrays. */
export function isDeepJson(value: unknown): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 0; depth < LEVELS && level.length > 0; depth += 1) {
    level = level.flatMap((container) => Object.values(container)).filter(isContainer);
  }
  return level.length > 0;
}

/**
 * Returns the JSON value in a form that `JSON.stringify` and every recursive function can read. A
 * value of more than 64 levels becomes `{ deepJson: <its text> }`: a stolen database login can
 * store thousands.
 */
export function shallowJson(value: unknown): unknown {
  return isDeepJson(value) ? { deepJson: deepText(value) } : value;
}

/** A part of the text that is serialized already. */
class Written {
  constructor(readonly text: string) {}
}

/** Returns the same text as `JSON.stringify`, which throws for a value of some thousand levels. */
function deepText(value: unknown): string {
  let text = '';
  for (const rest: unknown[] = [value]; rest.length > 0;) {
    const next = rest.pop();
    if (next instanceof Written) text += next.text;
    else if (!isContainer(next)) text += JSON.stringify(next);
    else for (const part of partsOf(next).toReversed()) rest.push(part);
  }
  return text;
}

function partsOf(container: Container): unknown[] {
  const isArray = Array.isArray(container);
  const members = Object.entries(container).flatMap(([name, member], at) => {
    const start = `${at > 0 ? ',' : ''}${isArray ? '' : `${JSON.stringify(name)}:`}`;
    return [new Written(start), member];
  });
  const [open, close] = isArray ? '[]' : '{}';
  return [new Written(open!), ...members, new Written(close!)];
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
