import { IsBoolean, IsIn, IsObject, IsOptional } from 'class-validator';
import { CUSTOMER_USER_ROLES, type CustomerUser, PersonAttributes } from '#customers';
import type { ResourceIdentifier } from '#json-api';

/** `data` of POST /api/customer-users, with what the storefront may not decide. */
export class CreateCustomerUser extends PersonAttributes {
  /** The default is true, also for `confirmed`. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @IsOptional()
  @IsBoolean()
  confirmed?: boolean;

  /** The default is `buyer`. */
  @IsOptional()
  @IsIn(CUSTOMER_USER_ROLES)
  role?: CustomerUser['role'];

  /** A relationship; the default is no customer. */
  @IsOptional()
  @IsObject()
  customer?: ResourceIdentifier | null;
}
