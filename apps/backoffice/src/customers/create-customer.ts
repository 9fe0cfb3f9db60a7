import { IsOptional, IsString, Length, MaxLength } from 'class-validator';

/** `data.attributes` of POST /api/customers. The resource definition checks types and nulls. */
export class CreateCustomer {
  @IsString()
  @Length(1, 255)
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string | null;
}
