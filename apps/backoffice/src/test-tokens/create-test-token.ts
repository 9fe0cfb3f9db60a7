import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, IsString } from 'class-validator';

/** `data.attributes` of a request for a test token. */
export class CreateTestToken {
  /** The default are all scopes that the client and the caller have. */
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  scopes?: string[];
}
