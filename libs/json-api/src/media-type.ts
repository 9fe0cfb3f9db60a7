/** The media type of JSON:API, as registered with IANA. */
export const JSON_API_MEDIA_TYPE = 'application/vnd.api+json';

/** The profile "Cursor Pagination", https://jsonapi.org/profiles/. */
export const CURSOR_PAGINATION = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

const PROFILE = /;\s*profile="([^"]*)"/gi;

/** That an Accept header names, without the slash at the end that some write. */
export function requestedProfiles(accept = ''): string[] {
  const lists = [...accept.matchAll(PROFILE)].map(([, uris = '']) => uris);
  return lists.flatMap((uris) => uris.split(/\s+/)).map((uri) => uri.replace(/\/$/, ''));
}

/** One member of an Accept header, or a Content-Type (RFC 9110 §8.3, §12.5.1). */
export interface MediaRange {
  /** Lower case, such as `application/*`. */
  type: string;

  /** Names only, lower case, without the weight: JSON:API never asks for a value. */
  parameters: string[];

  /** 0 to 1; 0 is "not acceptable". */
  weight: number;
}

/** Up to the separator, which may stand in a quoted string as well: `profile="a,b;c"`. */
const LIST_MEMBERS = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;
const PARAMETERS = /(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g;

const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/** Never throws: what is malformed matches nothing. */
export function readMediaRanges(header: string): MediaRange[] {
  const members = header.match(LIST_MEMBERS) ?? [];
  return members.filter((member) => member.trim() !== '').map(readMediaRange);
}

function readMediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = (text.match(PARAMETERS) ?? []).map((part) => part.trim());
  const range: MediaRange = { type: type.toLowerCase(), parameters: [], weight: 1 };

  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (name.trim().toLowerCase() !== 'q') range.parameters.push(name.trim().toLowerCase());
    else if (WEIGHT.test(value.trim())) range.weight = Number(value);
  }
  return range;
}
