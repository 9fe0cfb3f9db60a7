import { Controller, Get, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';

/** A route of the application, for people who have signed in. */
@Controller('profile')
export class ProfileController {
  @Get()
  @UseGuards(AuthGuard('jwt'))
  profile(@Req() request: { user: { name: string } }) {
    return request.user;
  }
}
