import { Controller, Get, Header, Injectable, Req, UseGuards } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import { JsonApiError } from '#json-api';
import { AccessTokenVerifier, Caller, ownerOf } from '#oauth';
import type { User } from '../users/user.entity.js';
import { UsersRepository } from '../users/users.repository.js';

/** The person who is signed in, and what their roles allow. */
interface ConsoleSession {
  person: {
    id: string;
    username: string;
    email: string;
    givenName: string;
    familyName: string;
  };
  scopes: readonly string[];
  /** The last sign-in. */
  authenticatedAt: string;
  /** The limits of clients of both sides without limits of their own. */
  clientLimits: Config['clients']['limits'];
}

/** A request that the guard has accepted, with the claims of its session. */
interface SignedIn {
  user: { auth_time: number };
}

/** Accepts the callers that the API accepts, without a scope: people may know who they are. */
@Injectable()
class SignedInGuard implements CanActivate {
  constructor(private readonly verifier: AccessTokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    await this.verifier.authenticate(http.getRequest(), http.getResponse());
    return true;
  }
}

/** Says who uses the console. */
@Controller('console/session')
@UseGuards(SignedInGuard)
export class ConsoleSessionController {
  constructor(
    private readonly users: UsersRepository,
    private readonly config: ConfigService,
  ) {}

  /**
   * A client reads the person for whom it acts with the scopes of the API, and never here.
   *
   * @throws JsonApiError 403 `person_required`
   */
  @Get()
  @Header('Cache-Control', 'no-store')
  async read(@Caller() caller: Caller, @Req() { user }: SignedIn): Promise<ConsoleSession> {
    if (!caller.isSession) throw personRequired();
    const id = ownerOf(caller);
    const person = await this.users.find(id);
    if (!person) throw JsonApiError.notFound('users', id);
    // Without `fields`, a row has all its columns.
    const { username, email, firstName: givenName, lastName: familyName } = person as User;
    return {
      person: { id, username, email, givenName, familyName },
      scopes: caller.scope,
      authenticatedAt: new Date(user.auth_time * 1000).toISOString(),
      clientLimits: this.config.getOrThrow<Config['clients']>('clients').limits,
    };
  }
}

function personRequired(): JsonApiError {
  const detail = 'the console is for people who have signed in, not for clients';
  return new JsonApiError({ status: 403, code: 'person_required', detail });
}
