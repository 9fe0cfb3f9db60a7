import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { expect, it, vi } from 'vitest';
import type { PeopleAudit } from '../audit/people-audit.js';
import type { SignInSettings } from '../sign-in.settings.js';
import { SignInFailures } from './sign-in-failures.js';

it('adds failures that could not be written to those of the next minute, and limits their rows', async () => {
  vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
  const recordFailures = vi.fn<PeopleAudit['recordFailures']>();
  const failures = new SignInFailures(
    { metrics: new Registry() } as SignInSettings,
    { recordFailures } as unknown as PeopleAudit,
  );
  const failure = { personId: '7', network: '192.0.2.0/24', isLocked: false };
  failures.add(failure);
  failures.add(failure);
  recordFailures.mockImplementationOnce(async () => {
    failures.add(failure);
    for (let n = 0; n < 60; n += 1) failures.add({ ...failure, network: `10.0.${n}.0/24` });
    throw new Error('connection lost');
  });
  await failures.flush();
  await failures.flush();
  const written = recordFailures.mock.calls[1]![0];
  expect(written[0]).toEqual({ ...failure, occurrences: 3 });
  expect(written.slice(50)).toEqual([
    { personId: null, network: 'other networks', isLocked: false, occurrences: 11 },
  ]);
});
