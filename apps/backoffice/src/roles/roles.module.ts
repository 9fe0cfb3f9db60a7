import { Module } from '@nestjs/common';
import { RolesController } from './roles.controller.js';
import { RolesRepository } from './roles.repository.js';
import { Roles } from './roles.service.js';

/** Roles of staff. */
@Module({
  controllers: [RolesController],
  providers: [RolesRepository, Roles],
  exports: [RolesRepository],
})
export class RolesModule {}
