import { IsIn } from 'class-validator';

export const PURPOSES = ['invitation', 'recovery'] as const;

/** `data.attributes` of a request for a link. */
export class CreateSignInLink {
  @IsIn(PURPOSES)
  purpose: (typeof PURPOSES)[number];
}
