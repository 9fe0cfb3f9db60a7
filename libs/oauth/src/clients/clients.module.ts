import { Module } from '@nestjs/common';
import { ClientsRepository } from './clients.repository.js';
import { Clients } from './clients.service.js';

/** Registration of clients of both sides, for an application as for the command line. */
@Module({ providers: [ClientsRepository, Clients], exports: [ClientsRepository, Clients] })
export class ClientsModule {}
