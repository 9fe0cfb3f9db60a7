import { IsIn, ValidateIf } from 'class-validator';
import { SIDES, SIGNING_ALGORITHMS, type Side } from '#oauth';

/** The document of POST /api/signing-keys: whose key, and for what. The rest a process of the side decides. */
export class CreateSigningKey {
  @IsIn(SIDES)
  side: Side;

  /** Left out, it is the one that the side is configured with. */
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(SIGNING_ALGORITHMS)
  algorithm?: (typeof SIGNING_ALGORITHMS)[number];
}
