import ts from 'typescript';

/** The facts about one file that the architecture rules use. */
export interface Source {
  imports: Import[];

  /** The exported names; `*` for `export * from`, which hides their number. */
  exports: string[];
}

export interface Import {
  from: string;

  /** The names in the module, not local aliases; `*` for the whole module. */
  names: string[];
}

/** Reads one file with the parser of the compiler, so comments and strings do not count. */
export function readSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const source: Source = { imports: [], exports: [] };
  visit(file, source);
  return source;
}

function visit(node: ts.Node, source: Source): void {
  if (ts.isImportDeclaration(node)) {
    add(source, node.moduleSpecifier, importedNames(node.importClause));
  } else if (ts.isExportDeclaration(node)) {
    const names = exportedNames(node);
    source.exports.push(...names.map(({ name }) => name));
    if (node.moduleSpecifier) {
      add(
        source,
        node.moduleSpecifier,
        names.map(({ original }) => original),
      );
    }
  } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    add(source, node.argument.literal, ['*']);
  } else if (ts.isCallExpression(node) && isImportCall(node)) {
    add(source, node.arguments[0], ['*']);
  } else if (isExported(node)) {
    source.exports.push(...declaredNames(node));
  }
  ts.forEachChild(node, (child) => visit(child, source));
}

function add({ imports }: Source, from: ts.Node | undefined, names: string[]): void {
  if (from && ts.isStringLiteralLike(from)) imports.push({ from: from.text, names });
}

function importedNames(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  return [
    ...(clause?.name ? ['default'] : []),
    ...(bindings && ts.isNamespaceImport(bindings) ? ['*'] : []),
    ...named.map(({ name, propertyName }) => (propertyName ?? name).text),
  ];
}

function exportedNames({ exportClause }: ts.ExportDeclaration) {
  if (!exportClause || ts.isNamespaceExport(exportClause)) return [{ name: '*', original: '*' }];
  return exportClause.elements.map(({ name, propertyName }) => ({
    name: name.text,
    original: (propertyName ?? name).text,
  }));
}

/** True for `import(…)` and `require(…)`. */
function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function declaredNames(node: ts.Node): string[] {
  const declarations = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
  return declarations.map((declaration) => nameOf((declaration as ts.NamedDeclaration).name));
}

function nameOf(name: ts.Node | undefined): string {
  return name && ts.isIdentifier(name) ? name.text : '*';
}
