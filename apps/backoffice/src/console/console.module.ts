import { Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import { UsersModule } from '../users/users.module.js';
import { ConsoleSessionController } from './console-session.controller.js';
import { CONSOLE_BASE, ConsoleController } from './console.controller.js';

/** The console for staff: its files, and the person who uses it. */
@Module({
  imports: [UsersModule],
  controllers: [ConsoleSessionController, ConsoleController],
  providers: [
    {
      provide: CONSOLE_BASE,
      useFactory: (config: ConfigService) => {
        const { issuer } = config.getOrThrow<Config['backoffice']>('backoffice');
        return new URL(issuer).pathname.replace(/\/$/, '');
      },
      inject: [ConfigService],
    },
  ],
})
export class ConsoleModule {}
