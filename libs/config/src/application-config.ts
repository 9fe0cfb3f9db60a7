import { inspect } from 'node:util';
import { IsIn, ValidateNested } from 'class-validator';
import { withoutPassword } from './database-url.js';
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
  Scopes,
} from './rules.js';

/** Which browser pages of other origins may call the application. */
export class CorsConfig {
  /** Compared exactly; `*` alone is any. Empty: none. */
  @Origins()
  allowedOrigins: string[] = [];

  /** In addition to Authorization, Content-Type and DPoP. */
  @HeaderNames()
  allowedHeaders: string[] = [];

  /** Seconds a browser may remember a preflight; browsers cap it themselves. */
  @Integer(0, 86_400)
  maxAge = 600;
}

const SIGNING_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

export class OAuthConfig {
  /** As written; empty means derived. `ApplicationConfig.audience` is the one in force. */
  @Audience()
  audience = '';

  /** Seconds. At most a day: a stolen token works until it expires or is revoked. */
  @Integer(60, 86_400)
  accessTokenLifetime = 3600;

  /** Base64 of 32 bytes; never shown. Empty is for the embedded database, which makes its own. */
  @KeyEncryptionKey()
  keyEncryptionKey = '';

  /** The one before, while the keys are not sealed with the new one yet; as secret. */
  @KeyEncryptionKey()
  previousKeyEncryptionKey = '';

  /** Of the next signing key. */
  @IsIn(SIGNING_ALGORITHMS)
  signingAlgorithm: SigningAlgorithm = 'ES256';

  toJSON(): object {
    return Object.assign({}, this, {
      keyEncryptionKey: this.keyEncryptionKey && '***',
      previousKeyEncryptionKey: this.previousKeyEncryptionKey && '***',
    });
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}

/** One application: where it listens, what it is called, whom it trusts. */
export class ApplicationConfig {
  /** Every interface, IPv4 and IPv6: in a container the loopback one is out of reach. */
  @Host()
  host = '::';

  @Port()
  port: number;

  /** Health and metrics, which ask for no token: never a public interface. */
  @Host()
  managementHost = '127.0.0.1';

  @Port()
  managementPort: number;

  /** As written; empty means derived. `issuer` is the one in force. */
  @PublicUrl()
  publicUrl = '';

  /** The database as this application logs in; its password is never shown. Empty: `database.url`. */
  @LoginUrl()
  databaseUrl = '';

  @ValidateNested()
  cors = new CorsConfig();

  @ValidateNested()
  oauth = new OAuthConfig();

  constructor(port: number, managementPort: number) {
    this.port = port;
    this.managementPort = managementPort;
  }

  /** `iss` of every token (RFC 8414 §2). This machine's unless configured. */
  get issuer(): string {
    return this.publicUrl || `http://localhost:${this.port}`;
  }

  /**
   * `aud` of every token. The API's own URL unless configured, which is what a
   * client names as `resource` (RFC 8707 §2).
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

/** Scopes that a client may use when it acts for a person with an account, by the role of the person. */
export class StorefrontRolesConfig {
  @Scopes()
  buyer: string[] = ['profile:read', 'profile:write'];

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
  @ValidateNested()
  roles = new StorefrontRolesConfig();
}
