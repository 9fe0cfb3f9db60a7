import type { Side } from '#oauth';
import { configuredKeys, withDatabase } from './installation.js';
import { withProgress } from './progress.js';

/** Reseals secrets of people who sign in, and of identity providers. The npm package does not have them, nor the lib. */
export async function resealSecrets(side: Side): Promise<number> {
  const lib = await import('#sign-in').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  });
  const keys = (await configuredKeys())(side);
  if (!lib || !keys) return 0;
  return withDatabase(async ({ dataSource }) =>
    withProgress(['resealed', 'secrets'], async (report) =>
      new lib.SealedSecretsRepository(dataSource).reseal(side, keys, report),
    ),
  );
}
