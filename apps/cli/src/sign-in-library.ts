export type SignInLibrary = typeof import('#sign-in');

/**
 * Loads the lib of people who sign in when a command needs it.
 *
 * @throws Error in the package for hosts, which has no people who sign in
 */
export async function signInLibrary(): Promise<SignInLibrary> {
  return import('#sign-in').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('people sign in only at the back office and the storefront, not at a host', {
      cause: error,
    });
  });
}
