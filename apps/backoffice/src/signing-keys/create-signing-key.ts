import { IsIn, ValidateIf } from 'class-validator';
import { SIDES, SIGNING_ALGORITHMS, type Side } from '#oauth';

/** The document of POST /api/signing-keys: the side and the algorithm. A process of the side decides the rest. */
export class CreateSigningKey {
  @IsIn(SIDES)
  side: Side;

  /** The default is the configured algorithm of the side. */
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(SIGNING_ALGORITHMS)
  algorithm?: (typeof SIGNING_ALGORITHMS)[number];
}
