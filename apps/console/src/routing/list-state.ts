import { useNavigate } from '@tanstack/react-router';

/** The state of a list, which its address keeps: it can be saved, shared, and gone back to. */
export interface ListState {
  /** The text of the search. */
  q?: string;
  /** A sort key of the API; a minus means descending. */
  sort?: string;
  /** The cursor of the page. */
  after?: string;
  before?: string;
  /** Columns that the person has hidden. */
  hidden?: string[];
}

/** The kinds of filters: any text, a boolean, or one of some words. */
type FilterKind = 'text' | 'boolean' | readonly string[];

type FilterValue<Kind> = Kind extends 'boolean'
  ? boolean
  : Kind extends readonly (infer Word)[]
    ? Word
    : string;

export type ListStateWith<Filters> = ListState & {
  [Name in keyof Filters]?: FilterValue<Filters[Name]>;
};

/**
 * Makes `validateSearch` of the route of a list. Values that the list does not have are dropped.
 *
 *     validateSearch: listState({ side: ['backoffice', 'storefront'], scope: 'text' })
 */
export function listState<const Filters extends Readonly<Record<string, FilterKind>>>(
  filters: Filters,
): (search: Record<string, unknown>) => ListStateWith<Filters> {
  const kinds = { q: 'text', sort: 'text', after: 'text', before: 'text', ...filters } as const;
  return (search) => {
    const known = Object.entries<FilterKind>(kinds).flatMap(([name, kind]) => {
      const value = readValue(search[name], kind);
      return value === undefined ? [] : [[name, value]];
    });
    const hidden = Array.isArray(search.hidden) ? search.hidden.map(String) : [];
    return Object.fromEntries([
      ...known,
      ...(hidden.length > 0 ? [['hidden', hidden]] : []),
    ]) as ListStateWith<Filters>;
  };
}

function readValue(value: unknown, kind: FilterKind): string | boolean | undefined {
  if (kind === 'boolean') return typeof value === 'boolean' ? value : undefined;
  // The router reads a text of digits as a number.
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') return undefined;
  return kind === 'text' || kind.includes(text) ? text : undefined;
}

/**
 * Returns a function that changes the state of the list of this route. Other values are kept; an
 * undefined value is removed. Every change except that of the page returns to the first page.
 */
export function useChangeList<State extends ListState>(): (change: Partial<State>) => void {
  const navigate = useNavigate();
  return (change) => {
    const isPage = 'after' in change || 'before' in change;
    const keepsPage = 'hidden' in change;
    const first = keepsPage ? {} : { after: undefined, before: undefined };
    void navigate({
      to: '.',
      search: (previous: object) => ({ ...previous, ...first, ...change }),
      replace: !isPage,
      resetScroll: false,
    });
  };
}
