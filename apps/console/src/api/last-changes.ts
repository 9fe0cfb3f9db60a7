import { queryOptions } from '@tanstack/react-query';
import { type Change, isExplained, type Wanted } from './changes.js';
import { api } from './client.js';
import type { Reference } from './names.js';

/** Acts that are read, the latest first. Somebody who edits for long can have missed several. */
const MOST = 20;

/** Milliseconds between two reads of acts that are not in the trail yet, and the number of reads. */
const AGAIN_MS = 1000;
const MOST_READS = 4;

/** Reads the latest acts on an object; again for some seconds until the wanted ones are there. */
export function lastChangesQuery({ type, id }: Reference, wanted: Wanted) {
  return queryOptions({
    // Another conflict about the same object is about later acts.
    queryKey: ['audit-events', 'last', type, id, wanted],
    queryFn: async ({ signal }): Promise<Change[]> => {
      const query = {
        'filter[subjectType]': [type],
        'filter[subjectId]': [id],
        sort: ['-id' as const],
        'page[size]': MOST,
      };
      const { data } = await api.GET('/api/audit-events', { params: { query }, signal });
      return data.data.map(({ id: eventId, attributes }) => ({
        ...attributes,
        id: eventId,
        fields: Object.keys({ ...attributes.before, ...attributes.after }),
      }));
    },
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && !isExplained(data, wanted) && dataUpdateCount < MOST_READS ? AGAIN_MS : false,
    staleTime: 0,
  });
}
