import { DataSource } from 'typeorm';
import { vi } from 'vitest';

/** A data source with metadata and without a connection. */
export class UnconnectedDataSource extends DataSource {
  override query = vi.fn<(text: string, values: unknown[]) => Promise<never>>();

  prepare(): Promise<void> {
    return this.buildMetadatas();
  }
}
