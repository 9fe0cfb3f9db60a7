import { isRowId } from '#database';
import { JsonApiError, type ResourceDefinition, type ResourceQuery } from '#json-api';
import { ComputedRows } from '#resources';

interface PeopleRepository<Row> {
  find(id: string): Promise<Row | null>;
  listOf(personIds: readonly string[]): Promise<Row[]>;
}

/** Rows about people. A list has those of some people, and `noun` names them in its errors. */
export abstract class RowsOfPeople<
  Row extends { id: string; personId: string },
> extends ComputedRows<Row> {
  constructor(
    definition: ResourceDefinition,
    private readonly noun: string,
    private readonly repository: PeopleRepository<Row>,
  ) {
    super(definition);
  }

  override async find(id: string): Promise<Row | null> {
    return this.repository.find(id);
  }

  /** @throws JsonApiError 400 `filter_required` */
  protected override async all(query: ResourceQuery): Promise<Row[]> {
    const rows = await this.repository.listOf(peopleOf(query, this.noun));
    return rows.map((row) => ({ ...row, person: row.personId }));
  }
}

/** Returns the ids of filter[person]. An id that nobody can have finds nothing. */
function peopleOf({ filters }: ResourceQuery, noun: string): string[] {
  const filter = filters.find(
    ({ attribute, operator }) => attribute === 'person' && operator === 'eq',
  );
  if (filter) return filter.values.map(String).filter(isRowId);
  throw new JsonApiError({
    status: 400,
    code: 'filter_required',
    detail: `filter[person] is required: the list has the ${noun} of these people`,
    source: { parameter: 'filter' },
  });
}
