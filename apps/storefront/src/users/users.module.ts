import { Module } from '@nestjs/common';
import { ProfileController } from './profile.controller.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

/** People with an account in the shop. */
@Module({
  controllers: [ProfileController, UsersController],
  providers: [UsersRepository, Users],
})
export class UsersModule {}
