import type { DataSource } from 'typeorm';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { ResourceTable } from './resource-table.js';

const tables = new WeakMap<DataSource, Map<ResourceDefinition, ResourceTable>>();

/** That of a definition, made once. */
export function tableOf(dataSource: DataSource, definition: ResourceDefinition): ResourceTable {
  const known = tables.get(dataSource) ?? new Map<ResourceDefinition, ResourceTable>();
  tables.set(dataSource, known);
  const table = known.get(definition) ?? new ResourceTable(dataSource, definition);
  known.set(definition, table);
  return table;
}
