import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { signJws } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';

/** The options of `JwtService.sign` that this server uses. */
export interface SigningOptions {
  /** `JwtService` has no EdDSA. */
  algorithm: SigningAlgorithm;
  privateKey: KeyObject;
  /** Members of the JOSE header besides `alg`. */
  header: Readonly<Record<string, string>>;
}

/**
 * Nest's `JwtService`, signing with node:crypto instead of jsonwebtoken. For the same claims and
 * options it writes the same header and claims. jsonwebtoken does not support EdDSA, and needs 10 µs
 * more of CPU time for an ES256 token, 5 % of the token.
 */
@Injectable()
export class JwtSigner extends JwtService {
  override sign(claims: object | string, options?: object): string {
    const { algorithm, privateKey, header } = options as SigningOptions;
    return signJws({ alg: algorithm, ...header }, claims as object, privateKey);
  }
}
