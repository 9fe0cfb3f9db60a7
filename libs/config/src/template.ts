/** Parsed text: literal parts and placeholders. */
export type Template = (string | Placeholder)[];

export type Placeholder = { variable: string; fallback?: Template } | { file: Template };

/** `${A:-${B:-${C}}}` has depth three. The parser recurses, and more levels are unreadable. */
const MAX_DEPTH = 8;

/**
 * Parses `${NAME}`, `${NAME:-default}` and `${file:path}`; a default and a path
 * may hold placeholders themselves. `$${` is a literal `${`; any other `$` is literal.
 *
 * The whole text is parsed before any value is read, so that a malformed default
 * is reported even on a machine where the variable is set.
 *
 * @throws Error that does not quote the text, because a default may be a password
 */
export function parseTemplate(text: string): Template {
  return new TemplateParser(text).template(0);
}

/** Returns the names of the variables that a template reads, the first choice first. */
export function variablesOf(template: Template): string[] {
  return template.flatMap((part) => {
    if (typeof part === 'string') return [];
    if ('file' in part) return variablesOf(part.file);
    return [part.variable, ...variablesOf(part.fallback ?? [])];
  });
}

class TemplateParser {
  private position = 0;

  constructor(private readonly text: string) {}

  /** Reads to the end of the text or, inside a placeholder, up to its closing brace. */
  template(depth: number): Template {
    const parts: Template = [];
    while (this.position < this.text.length) {
      if (this.take(/\$\$\{/y)) parts.push('${');
      else if (this.take(/\$\{/y)) parts.push(this.placeholder(depth + 1));
      else if (depth > 0 && this.text[this.position] === '}') break;
      else parts.push(this.text.charAt(this.position++));
    }
    return parts;
  }

  private placeholder(depth: number): Placeholder {
    if (depth > MAX_DEPTH) throw new Error('placeholders are nested too deep');

    const placeholder = this.take(/file:(?!\})/y)
      ? { file: this.template(depth) }
      : this.variable(depth);
    if (!this.take(/\}/y)) throw malformed();
    return placeholder;
  }

  private variable(depth: number): Placeholder {
    const variable = this.take(/[A-Za-z_][A-Za-z0-9_]*/y);
    if (!variable) throw malformed();
    return this.take(/:-/y) ? { variable, fallback: this.template(depth) } : { variable };
  }

  private take(token: RegExp): string | undefined {
    token.lastIndex = this.position;
    const taken = token.exec(this.text)?.[0];
    this.position += taken?.length ?? 0;
    return taken;
  }
}

function malformed(): Error {
  return new Error(
    'malformed placeholder: write ${NAME}, ${NAME:-default}, ${file:path}, or $${ for a plain ${',
  );
}
