import { Controller, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { Userinfo, type UserinfoClaims } from '../openid/userinfo.js';
import { AccessTokenGuard, RequireScope } from './access-token.guard.js';
import { Caller, ownerOf } from './caller.decorator.js';

/** The userinfo endpoint (OpenID Connect Core §5.3), which must have both methods. */
@Controller('oauth2-userinfo')
@UseGuards(AccessTokenGuard)
export class UserinfoController {
  constructor(private readonly userinfo: Userinfo) {}

  @Get()
  @RequireScope('openid')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async read(@Caller() caller: Caller): Promise<UserinfoClaims> {
    return this.userinfo.of(ownerOf(caller), caller.scope);
  }

  @Post()
  @HttpCode(200)
  @RequireScope('openid')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async readByPost(@Caller() caller: Caller): Promise<UserinfoClaims> {
    return this.userinfo.of(ownerOf(caller), caller.scope);
  }
}
