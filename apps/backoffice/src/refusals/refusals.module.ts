import { Module } from '@nestjs/common';
import { RefusalsController } from './refusals.controller.js';
import { RefusalResources } from './refusals.repository.js';

/** Requests that the servers of both sides refused. */
@Module({ controllers: [RefusalsController], providers: [RefusalResources] })
export class RefusalsModule {}
