import type { DynamicModule } from '@nestjs/common';
import { AuditModule } from '#audit';
import { ClientsModule } from './clients/clients.module.js';
import { SideScopes } from './clients/side-scopes.js';
import { SCOPES } from './scopes.js';

/** The clients of both sides of the shop, in an application that provides the database. */
export function shopClients(): DynamicModule {
  return ClientsModule.register({ useFactory: () => new SideScopes(SCOPES) }, [AuditModule]);
}
