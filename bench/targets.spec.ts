import { expect, it } from 'vitest';
import { targetsOf } from './targets.js';

it.each([
  [20, { floor: 0.65, 'oidc-provider': 2.6 }],
  [22, { floor: 0.65, 'oidc-provider': 2.6 }],
  [24, { floor: 0.75, 'oidc-provider': 3 }],
  [26, { floor: 0.75, 'oidc-provider': 3 }],
])('the targets for tokens on Node.js %d are %j', (nodeMajor, tokens) => {
  expect(targetsOf(nodeMajor).tokens).toEqual(tokens);
});
