import { Injectable } from '@nestjs/common';
import type { AccountSection, SecondFactor, SignInMethod } from './sign-in-method.js';

/** The ways to sign in, in the order of their registration. Providers register themselves. */
@Injectable()
export class SignInMethods {
  readonly methods: SignInMethod[] = [];
  readonly factors: SecondFactor[] = [];
  readonly sections: AccountSection[] = [];

  /** Adds a way to sign in. Call this in a constructor, before the first request. */
  addMethod(method: SignInMethod): void {
    this.methods.push(method);
  }

  addFactor(factor: SecondFactor): void {
    this.factors.push(factor);
  }

  addSection(section: AccountSection): void {
    this.sections.push(section);
  }

  /** Finds the first factor that the person has set up, or null. */
  async factorOf(personId: string): Promise<SecondFactor | null> {
    for (const factor of this.factors) {
      if (await factor.isSetUp(personId)) return factor;
    }
    return null;
  }
}
