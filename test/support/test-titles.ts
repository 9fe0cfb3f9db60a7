import ts from 'typescript';

/** A test of a file, with the titles of the groups around it. */
export interface TestTitle {
  /** The title as it is in the source, with its placeholders. */
  title: string;
  /** The titles of the groups and of the test, from outside to inside. */
  path: string;
}

/** Returns the tests of a source file whose titles are texts. */
export function testTitles(text: string): TestTitle[] {
  const source = ts.createSourceFile('spec.ts', text, ts.ScriptTarget.Latest);
  return titlesIn(source, []);
}

function titlesIn(node: ts.Node, groups: readonly string[]): TestTitle[] {
  const call = ts.isCallExpression(node) ? nameAndTitle(node) : null;
  const path = call ? [...groups, call.title] : groups;
  const inner: TestTitle[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...titlesIn(child, call?.name === 'describe' ? path : groups));
  });
  if (call?.name !== 'it') return inner;
  return [{ title: call.title, path: path.join(' ') }, ...inner];
}

/** Returns `it` or `describe` with its title, also for `it.each(…)(…)`; null for another call. */
function nameAndTitle({ expression, arguments: [title, body] }: ts.CallExpression) {
  let callee: ts.Expression = expression;
  while (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) {
    callee = callee.expression;
  }
  const name = ts.isIdentifier(callee) ? callee.text : '';
  const isTest = name === 'it' || name === 'describe';
  if (!isTest || !title || !body || !ts.isStringLiteralLike(title)) return null;
  return { name, title: title.text };
}
