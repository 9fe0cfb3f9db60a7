import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { ClientSecretsRepository } from './client-secrets.repository.js';
import { ClientSecrets } from './client-secrets.service.js';
import { ClientsRepository } from './clients.repository.js';
import { Clients } from './clients.service.js';
import { SideScopes } from './side-scopes.js';

/** Registers clients, for the applications, the command line and hosts. */
@Module({
  providers: [ClientsRepository, ClientSecretsRepository, Clients, ClientSecrets],
  exports: [ClientsRepository, ClientSecretsRepository, Clients, ClientSecrets],
})
export class ClientsModule {
  /** Returns the module for clients with these scopes; `imports` provide database and audit trail. */
  static register(
    scopes: Pick<FactoryProvider<SideScopes>, 'useFactory' | 'inject'>,
    imports: DynamicModule['imports'],
  ): DynamicModule {
    const provider = { provide: SideScopes, ...scopes };
    return { module: ClientsModule, imports, providers: [provider] };
  }
}
