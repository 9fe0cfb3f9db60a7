import { IsBoolean, IsIn, IsObject, IsOptional } from 'class-validator';
import { CUSTOMER_USER_ROLES, type CustomerUser, CustomerUserAttributes } from '#customers';
import type { ResourceIdentifier } from '#json-api';

/** `data` of POST /api/customer-users, with what the storefront may not decide. */
export class CreateCustomerUser extends CustomerUserAttributes {
  /** True unless said otherwise, as is `confirmed`. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @IsOptional()
  @IsBoolean()
  confirmed?: boolean;

  /** `buyer` unless said otherwise. */
  @IsOptional()
  @IsIn(CUSTOMER_USER_ROLES)
  role?: CustomerUser['role'];

  /** A relationship; none unless said otherwise. */
  @IsOptional()
  @IsObject()
  customer?: ResourceIdentifier | null;
}
