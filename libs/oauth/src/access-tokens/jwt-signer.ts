import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { JwsSigner } from '../jws/jws.js';

/**
 * Nest's `JwtService` without jsonwebtoken below it, which knows no EdDSA, and for each
 * token validates options that never change, goes through a stream and turns DER into
 * the form of JWS: 74 µs of processor for a token with ES256, and 47 µs without.
 */
@Injectable()
export class JwtSigner extends JwtService {
  override sign(claims: object | string, signer?: object): string {
    return (signer as JwsSigner).sign(claims as object);
  }
}
