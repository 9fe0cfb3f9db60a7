import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

/** The sign-in that the application had before: a token of its own, for people. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: process.env.SESSION_SECRET!,
    });
  }

  validate({ sub }: { sub: string }) {
    return { name: sub };
  }
}
