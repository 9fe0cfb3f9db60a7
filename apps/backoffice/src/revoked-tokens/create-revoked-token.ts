import { IsIn, IsString, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { type Side, SIDES } from '#oauth';

/** Characters; our tokens have about 600. */
const MAX_TOKEN = 16_384;

/** The form in which the database writes an id, so that each id has one form. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const IsAlone = () =>
  ValidateBy({
    name: 'alone',
    validator: {
      validate: (_, validated) => {
        const { token } = validated!.object as CreateRevokedToken;
        return token === undefined;
      },
      defaultMessage: () => 'jti must be left out where there is a token, which has its own',
    },
  });

/** The document of POST /api/revoked-tokens: the side, and the token or its id. */
export class CreateRevokedToken {
  @IsIn(SIDES)
  side: Side;

  /** The JWT itself. It appears in no answer, audit event or log line. */
  @ValidateIf(({ token, jti }: CreateRevokedToken) => token !== undefined || jti === undefined)
  @IsString({ message: 'token must be an access token, unless its id is in jti' })
  @MaxLength(MAX_TOKEN)
  token?: string;

  @ValidateIf(({ jti }: CreateRevokedToken) => jti !== undefined)
  @Matches(UUID, { message: 'jti must be a UUID in lower case, as in the token' })
  @IsAlone()
  jti?: string;
}
