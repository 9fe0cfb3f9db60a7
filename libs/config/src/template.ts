/** Text between placeholders, and placeholders. */
export type Template = (string | Placeholder)[];

export type Placeholder = { variable: string; fallback?: Template } | { file: Template };

/** `${A:-${B:-${C}}}` is three. Nobody can read more, and the parser recurses. */
const MAX_DEPTH = 8;

/**
 * Parses `${NAME}`, `${NAME:-default}` and `${file:path}`; a default and a path
 * may hold placeholders themselves. `$${` is a literal `${`, any other `$` is itself.
 *
 * The whole text is parsed before anything is read, so that a mistake in a
 * default is found on the machine where the variable happens to be set.
 *
 * @throws Error that does not quote the text: a default may be a password
 */
export function parseTemplate(text: string): Template {
  return new TemplateParser(text).template(0);
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
