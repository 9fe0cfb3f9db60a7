import { Controller, Get, UseGuards } from '@nestjs/common';
import { AccessTokenGuard, Caller, RequireScope } from '@latchkey/server/oauth';

/** A route for programs, which call it with an access token. */
@Controller('reports')
@UseGuards(AccessTokenGuard)
export class ReportsController {
  @Get()
  @RequireScope('reports:read')
  reports(@Caller() caller: Caller) {
    return { clientId: caller.clientId, reports: [] };
  }
}
