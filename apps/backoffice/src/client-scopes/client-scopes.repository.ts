import { Injectable } from '@nestjs/common';
import { JsonApiError, type ResourceQuery } from '#json-api';
import { UsageReports } from '#oauth';
import { ComputedRows } from '#resources';
import { type ClientScopeRow, clientScopeResource } from './client-scope.resource.js';

/** Reads the scopes of clients with their use. */
@Injectable()
export class ClientScopeResources extends ComputedRows<ClientScopeRow> {
  constructor(private readonly reports: UsageReports) {
    super(clientScopeResource);
  }

  override async find(id: string): Promise<ClientScopeRow | null> {
    const rows = await this.#of([id.slice(0, id.indexOf('.'))]);
    return rows.find((row) => row.id === id) ?? null;
  }

  /** @throws JsonApiError 400 `filter_required` */
  protected override async all({ filters }: ResourceQuery): Promise<ClientScopeRow[]> {
    const filter = filters.find(
      ({ attribute, operator }) => attribute === 'client' && operator === 'eq',
    );
    if (filter) return this.#of(filter.values.map(String));
    throw new JsonApiError({
      status: 400,
      code: 'filter_required',
      detail: 'filter[client] is required: the list has the scopes of these clients',
      source: { parameter: 'filter' },
    });
  }

  async #of(clientIds: readonly string[]): Promise<ClientScopeRow[]> {
    const uses = await this.reports.scopes(clientIds);
    return uses.map((use) => ({
      ...use,
      id: `${use.clientId}.${use.scope}`,
      client: use.clientId,
    }));
  }
}
