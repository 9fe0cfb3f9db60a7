import { Global, Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { Registrar } from '#sign-in';
import { CustomerRegistrar } from './customer-registrar.repository.js';

/** Lets people register at the storefront. The module is global, because the sign-in uses it. */
@Global()
@Module({
  imports: [AuditModule],
  providers: [{ provide: Registrar, useClass: CustomerRegistrar }],
  exports: [Registrar],
})
export class RegistrationModule {}
