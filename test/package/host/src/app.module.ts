import { Module } from '@nestjs/common';
import { OAuthModule } from '@latchkey/server/oauth';
import { ReportsController } from './reports.controller.js';

@Module({
  imports: [
    OAuthModule.register({
      issuer: process.env.PUBLIC_URL!,
      audience: process.env.PUBLIC_URL!,
      keyEncryptionKey: process.env.KEY_ENCRYPTION_KEY!,
      dataSource: { url: process.env.DATABASE_URL! },
      scopes: { 'reports:read': 'read reports' },
    }),
  ],
  controllers: [ReportsController],
})
export class AppModule {}
