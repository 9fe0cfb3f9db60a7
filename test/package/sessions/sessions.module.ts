import { Module } from '@nestjs/common';
import { ProfileController } from './profile.controller.js';
import { SessionStrategy } from './session.strategy.js';

/** The sign-in of the application itself, with passport-jwt as well. */
@Module({ controllers: [ProfileController], providers: [SessionStrategy] })
export class SessionsModule {}
