import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { ClientSecretsRepository } from './client-secrets.repository.js';
import { ClientSecrets } from './client-secrets.service.js';
import { ClientsRepository } from './clients.repository.js';
import { Clients } from './clients.service.js';

/** Registers the clients of both sides, for the applications and the command line. */
@Module({
  imports: [AuditModule],
  providers: [ClientsRepository, ClientSecretsRepository, Clients, ClientSecrets],
  exports: [ClientsRepository, ClientSecretsRepository, Clients, ClientSecrets],
})
export class ClientsModule {}
