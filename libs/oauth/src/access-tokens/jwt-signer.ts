import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { JwsSigner } from '../jws/jws.js';

/**
 * Nest's `JwtService` without jsonwebtoken. jsonwebtoken does not support EdDSA. For each token it
 * also validates options that never change, uses a stream, and converts DER into the format of JWS.
 * An ES256 token takes 74 µs of CPU time with it, and 47 µs without.
 */
@Injectable()
export class JwtSigner extends JwtService {
  override sign(claims: object | string, signer?: object): string {
    return (signer as JwsSigner).sign(claims as object);
  }
}
