import { IsBoolean, IsIn } from 'class-validator';
import { Integer } from './rules.js';

const ROLES = ['buyer', 'administrator'] as const;

/** Registration of people at the storefront. */
export class RegistrationConfig {
  /** Everybody may register, with a company of their own. */
  @IsBoolean() enabled = false;

  /** Role of a new person in their company. */
  @IsIn(ROLES) role: (typeof ROLES)[number] = 'buyer';

  /** Seconds that a link is valid; then the registration is deleted. */
  @Integer(300, 2_592_000) lifetime = 259_200;

  /** Messages to one e-mail address within the window. */
  @Integer(1, 1000) perEmail = 3;

  /** Registrations from one network, a /24 of IPv4 or a /48 of IPv6, within the window. */
  @Integer(1, 1_000_000) perNetwork = 20;

  /** Seconds, counted from the first registration. */
  @Integer(60, 86_400) window = 3600;
}
