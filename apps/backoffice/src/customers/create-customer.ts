import { IsOptional, IsString, Length, MaxLength } from 'class-validator';

/** `data.attributes` of POST /api/customers. Types and nulls are the resource definition's affair. */
export class CreateCustomer {
  @IsString()
  @Length(1, 255)
  name: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  description?: string | null;
}
