/** The media type of JSON:API, as registered with IANA. */
export const JSON_API_MEDIA_TYPE = 'application/vnd.api+json';

/** Accepted for the documents of requests, because many client libraries send it. */
export const JSON_MEDIA_TYPE = 'application/json';

/** The profile "Cursor Pagination", https://jsonapi.org/profiles/. */
export const CURSOR_PAGINATION = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

/** One member of an Accept header, or a Content-Type (RFC 9110 §8.3, §12.5.1). */
export interface MediaRange {
  /** In lower case, such as `application/*`. */
  type: string;

  /** All parameters except the weight: names in lower case, values without quotes. */
  parameters: ReadonlyMap<string, string>;

  /** True when there is a `q`, which has no meaning in a Content-Type (RFC 9110 §8.3.1). */
  hasWeight: boolean;

  /** 0 to 1; 0 means "not acceptable". */
  weight: number;
}

/** Match up to the separator, which may also occur in a quoted string: `profile="a,b;c"`. */
const LIST_MEMBERS = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;
const PARAMETERS = /(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g;

const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** Reads a header. Never throws: malformed parts match nothing. */
export function readMediaRanges(header: string): MediaRange[] {
  const members = header.match(LIST_MEMBERS) ?? [];
  return members.filter((member) => member.trim() !== '').map(readMediaRange);
}

/** Returns the URIs in the list `ext` or `profile` ("Rules for Media Type Parameters"). */
export function urisOf({ parameters }: MediaRange, name: 'ext' | 'profile'): string[] {
  return (parameters.get(name) ?? '').split(' ').filter((uri) => uri !== '');
}

function readMediaRange(text: string): MediaRange {
  const [type = '', ...parts] = (text.match(PARAMETERS) ?? []).map((part) => part.trim());
  const values = new Map<string, string[]>();
  let weight = 1;
  let hasWeight = false;

  for (const part of parts) {
    const [name, value] = readParameter(part);
    // A repeated parameter adds to the list, so that no value is overlooked.
    if (name !== 'q') {
      const given = values.get(name);
      if (given) given.push(value);
      else values.set(name, [value]);
    } else {
      hasWeight = true;
      if (WEIGHT.test(value)) weight = Number(value);
    }
  }
  const parameters = new Map([...values].map(([name, given]) => [name, given.join(' ')]));
  return { type: type.toLowerCase(), parameters, weight, hasWeight };
}

/** Reads one parameter (RFC 9110 §5.6.6). */
function readParameter(part: string): [name: string, value: string] {
  const [, name = '', text = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
  const value = text.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"?$/s.exec(value)?.[1];
  return [name.trim().toLowerCase(), quoted?.replaceAll(/\\(.)/gs, '$1') ?? value];
}
