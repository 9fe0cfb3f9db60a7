import type { DataSource } from 'typeorm';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { ResourceTable } from './resource-table.js';

const tables = new WeakMap<DataSource, Map<ResourceDefinition, ResourceTable>>();

/** Returns the table of a definition, which is made once. */
export function tableOf(dataSource: DataSource, definition: ResourceDefinition): ResourceTable {
  const byDefinition = tables.get(dataSource) ?? new Map<ResourceDefinition, ResourceTable>();
  tables.set(dataSource, byDefinition);
  const table = byDefinition.get(definition) ?? new ResourceTable(dataSource, definition);
  byDefinition.set(definition, table);
  return table;
}
