import { inspect } from 'node:util';
import { IsBoolean, IsIn, ValidateNested } from 'class-validator';
import { withoutPassword } from './database-url.js';
import { shownKey } from './key-fingerprint.js';
import {
  Audience,
  HeaderNames,
  Host,
  Integer,
  KeyEncryptionKey,
  LoginUrl,
  Origins,
  Port,
  PublicUrl,
  RelyingPartyId,
  Scopes,
} from './rules.js';
import { NotifyConfig } from './notify-config.js';
import { RegistrationConfig } from './registration-config.js';
import { VisitorsConfig } from './visitors-config.js';
import { Color, DisplayName, LogoUrl } from './page-rules.js';

/** Browser pages of other origins that may call the application. */
export class CorsConfig {
  /** Origins, compared exactly; `*` alone allows every origin. Empty: none. */
  @Origins() allowedOrigins: string[] = [];

  /** False: these pages may call the API, and no endpoint that takes client credentials. */
  @IsBoolean() tokenEndpoint = true;

  /** Request headers in addition to Authorization, Content-Type and DPoP. */
  @HeaderNames() allowedHeaders: string[] = [];

  /** Seconds that a browser may cache a preflight; browsers have their own maximum. */
  @Integer(0, 86_400, 'seconds') maxAge = 600;
}

const SIGNING_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

export class OAuthConfig {
  /** The configured audience. Empty means derived; `ApplicationConfig.audience` is in effect. */
  @Audience() audience = '';

  /** Seconds. At most a day: a stolen token works until it expires or is revoked. */
  @Integer(60, 86_400, 'seconds') accessTokenLifetime = 3600;

  /**
   * Base64 of 32 bytes; only its fingerprint is shown. May be empty with the embedded database, which makes its own.
   */
  @KeyEncryptionKey() keyEncryptionKey = '';

  /** The previous key, until every signing key is sealed with the new one; shown as its fingerprint. */
  @KeyEncryptionKey() previousKeyEncryptionKey = '';

  /** Algorithm of the next signing key. */
  @IsIn(SIGNING_ALGORITHMS) signingAlgorithm: SigningAlgorithm = 'ES256';

  toJSON(): object {
    return Object.assign({}, this, {
      keyEncryptionKey: shownKey(this.keyEncryptionKey),
      previousKeyEncryptionKey: shownKey(this.previousKeyEncryptionKey),
    });
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}

/** The look of the pages on which people sign in. */
export class PagesConfig {
  /** Heading of the pages. Empty: the name of the application. */
  @DisplayName() name = '';

  /** URL of an image, https or data; empty for none. */
  @LogoUrl() logo = '';

  /** Colour of buttons and links, as six hexadecimal digits. */
  @Color() color = '#1d4ed8';
}

/** Passkeys with which people sign in. */
export class PasskeysConfig {
  /** The domain for which passkeys are made; empty for no passkeys. Another one voids them all. */
  @RelyingPartyId() rpId = '';
}

/** One application: its addresses, its names and its trust settings. */
export class ApplicationConfig {
  /** Every interface, IPv4 and IPv6: the loopback of a container cannot be reached from outside. */
  @Host() host = '::';

  @Port() port: number;

  /** Health and metrics need no token, so this is never a public interface. */
  @Host() managementHost = '127.0.0.1';

  @Port() managementPort: number;

  /** The configured URL. Empty means derived; `issuer` is in effect. */
  @PublicUrl() publicUrl = '';

  /**
   * Database URL with this application's login; its password is never shown. Empty: `database.url`.
   */
  @LoginUrl() databaseUrl = '';

  @ValidateNested() cors = new CorsConfig();

  @ValidateNested() oauth = new OAuthConfig();

  @ValidateNested() pages = new PagesConfig();

  @ValidateNested() passkeys = new PasskeysConfig();

  @ValidateNested() notify = new NotifyConfig();

  constructor(port: number, managementPort: number) {
    this.port = port;
    this.managementPort = managementPort;
  }

  /** `iss` of every token (RFC 8414 §2). Derived from the port unless configured. */
  get issuer(): string {
    return this.publicUrl || `http://localhost:${this.port}`;
  }

  /**
   * `aud` of every token: the URL of the API unless configured. A client names
   * this URL as `resource` (RFC 8707 §2).
   */
  get audience(): string {
    return this.oauth.audience || `${this.issuer}/api`;
  }

  toJSON(): object {
    const databaseUrl = this.databaseUrl && withoutPassword(this.databaseUrl);
    return Object.assign({}, this, { databaseUrl });
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}

/** Scopes that a client may use when it acts for a person with an account, by the person's role. */
export class StorefrontRolesConfig {
  @Scopes() buyer: string[] = ['profile:read', 'profile:write'];

  @Scopes()
  administrator: string[] = [
    'profile:read',
    'profile:write',
    'users:read',
    'users:write',
    'customers:read',
  ];
}

export class StorefrontConfig extends ApplicationConfig {
  @ValidateNested() roles = new StorefrontRolesConfig();

  @ValidateNested() visitors = new VisitorsConfig();

  @ValidateNested() registration = new RegistrationConfig();
}
