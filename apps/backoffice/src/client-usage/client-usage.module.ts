import { Module } from '@nestjs/common';
import { UsageReports } from '#oauth';
import { ClientScopesController } from '../client-scopes/client-scopes.controller.js';
import { ClientScopeResources } from '../client-scopes/client-scopes.repository.js';
import { ClientUsageController } from './client-usage.controller.js';
import { ClientUsageResources } from './client-usage.repository.js';

/** How clients of both sides are used, and which of their scopes. */
@Module({
  controllers: [ClientUsageController, ClientScopesController],
  providers: [ClientUsageResources, ClientScopeResources, UsageReports],
})
export class ClientUsageModule {}
