import { normalText } from '#text';
import { isStorableText } from '../definition/attribute-type.js';
import { FINDABLE, isFindable } from './trigram-search.js';
import type { QueryParameters } from './query-parameters.js';
import { type ResourceDefinition, searchableNames } from '../definition/resource-definition.js';

const PARAMETER = 'filter[search]';

/** More words find nothing that fewer do not, and each costs a look into every index. */
const MAX_WORDS = 10;

/**
 * `filter[search]=ada lovelace`: the words, each of which must be in one of the
 * searchable attributes, whatever its case; empty when nothing is searched for.
 */
export function readSearch(parameters: QueryParameters, definition: ResourceDefinition): string[] {
  if (searchableNames(definition).length === 0) return [];
  const given = parameters.read(PARAMETER);
  if (given === undefined) return [];
  const words = [...new Set(given.split(/\s+/u).map(normalText))].filter((word) => word !== '');
  if (!words.some(isFindable)) {
    parameters.refuse(PARAMETER, `a word must have ${FINDABLE}`);
  }
  if (words.length > MAX_WORDS) {
    parameters.refuse(PARAMETER, `there must not be more than ${MAX_WORDS} words`);
  }
  if (!isStorableText(given)) {
    parameters.refuse(PARAMETER, 'there must be no NUL characters and unpaired surrogates');
  }
  return words;
}
