import { normalText } from '#text';
import { isStorableText } from '../definition/attribute-type.js';
import { FINDABLE, isFindable } from './trigram-search.js';
import type { QueryParameters } from './query-parameters.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { searchableNames } from '../definition/fields.js';

const PARAMETER = 'filter[search]';

/** The maximum number of words. Each costs a search of every index, and more words add little. */
const MAX_WORDS = 10;

/**
 * Reads `filter[search]=ada lovelace`. Each word must occur in one of the searchable attributes,
 * ignoring case. Returns an empty array without a search.
 */
export function readSearch(parameters: QueryParameters, definition: ResourceDefinition): string[] {
  if (searchableNames(definition).length === 0) return [];
  const given = parameters.read(PARAMETER);
  if (given === undefined) return [];
  const words = [...new Set(given.split(/\s+/u).map(normalText))].filter((word) => word !== '');
  if (definition.scan ? words.length === 0 : !words.some(isFindable)) {
    const missing = definition.scan ? 'a word is required' : `a word must have ${FINDABLE}`;
    parameters.reject(PARAMETER, missing);
  }
  if (words.length > MAX_WORDS) {
    parameters.reject(PARAMETER, `there must not be more than ${MAX_WORDS} words`);
  }
  if (!isStorableText(given)) {
    parameters.reject(
      PARAMETER,
      'the value must not contain NUL characters or unpaired surrogates',
    );
  }
  return words;
}
