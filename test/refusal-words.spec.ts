import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { de } from '../apps/console/src/why/reasons/de.js';
import { es } from '../apps/console/src/why/reasons/es.js';
import { fr } from '../apps/console/src/why/reasons/fr.js';
import {
  adviceFor,
  type Reasons,
  RIGHT_CREDENTIALS,
  SAME_ADVICE,
} from '../apps/console/src/why/reasons/reasons.js';
import {
  OAUTH_ERROR_CODES,
  OAuthError,
  type OAuthErrorCode,
} from '../libs/oauth/src/oauth.error.js';
import { accessTokenErrorCodes } from '../libs/oauth/src/protected-resource/access-token.error.js';
import { ANSWER_REASONS } from '../libs/oauth/src/refusals/answer-reasons.js';
import {
  AUTHENTICATION_REASONS,
  FURTHER_PROBLEMS,
  type Words,
} from '../libs/oauth/src/refusals/authentication-reasons.js';

/** Statuses of the API that are recorded. */
const REFUSED = [401, 403, 429];

/** The codes of the OAuth endpoints that are recorded: all that are no failures of the server. */
const ofEndpoints = OAUTH_ERROR_CODES.filter(
  (code) => new OAuthError(code as OAuthErrorCode, '').status < 500,
);

/** The codes of docs/errors.md with a recorded status, which other tests compare with the servers. */
const documented = Array.from(
  readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-z_]+)` +\| (401|403|429) +\| (\S+)/gm),
)
  .filter(([, , , path]) => path !== '`WWW-Authenticate`')
  .map(([, code]) => code!);

/** The client only has to repeat its request, so this code is not recorded. */
const REPEATED = 'use_dpop_nonce';

const codes = new Set([...ofEndpoints, ...REFUSED.flatMap(accessTokenErrorCodes), ...documented]);
codes.delete(REPEATED);

const KINDS = [...Object.keys(ANSWER_REASONS), ...Object.keys(AUTHENTICATION_REASONS)];

describe('the words of refusals', () => {
  it.each([...codes].toSorted())('exist for the code %s', (code) => {
    expect(Object.keys(ANSWER_REASONS)).toContain(code);
  });

  it.each(Object.entries<Reasons>({ de, fr, es }))(
    'are complete in %s, with the same places for facts',
    (_, { words, further, locked, wait, right }) => {
      const advised = KINDS.filter((kind) => !Object.hasOwn(SAME_ADVICE, kind));
      const wanted = [...KINDS, ...advised.map((kind) => `${kind}.advice`)];
      expect(Object.keys(words).toSorted()).toEqual(wanted.toSorted());
      expect(Object.keys(further).toSorted()).toEqual(Object.keys(FURTHER_PROBLEMS).toSorted());
      for (const kind of KINDS) {
        const [text, advice] = [words[kind]!, adviceFor(kind, words)];
        // The text of the server alone is in English, so other languages have a sentence of their own.
        expect({ kind, text }).toEqual({
          kind,
          text: expect.stringMatching(/^[^a-z{].{9,}/u),
        });
        expect({ kind, advice }).toEqual({ kind, advice: expect.stringMatching(/^\p{Lu}.*\.$/u) });
        expect({ kind, places: placesIn(text) }).toEqual({ kind, places: placesOf(kind) });
      }
      for (const text of [...Object.values(further), locked, wait, right])
        expect(text).toMatch(/\.$/);
    },
  );
});

const WORDS: Readonly<Record<string, Words>> = {
  ...ANSWER_REASONS,
  ...AUTHENTICATION_REASONS,
};

it.each(Object.entries(SAME_ADVICE))('%s has the advice of %s in English too', (kind, same) => {
  expect(WORDS[kind]!.advice).toBe(WORDS[same]!.advice);
});

it.each([...RIGHT_CREDENTIALS])(
  '%s says in English too that the credentials were right',
  (kind) => {
    expect(WORDS[kind]!.text).toContain('right');
  },
);

const placesIn = (text: string) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name);

/** The facts that the English text has inside a sentence. */
function placesOf(kind: string) {
  const { text } = WORDS[kind]!;
  return text === '{description}' ? [] : placesIn(text);
}
