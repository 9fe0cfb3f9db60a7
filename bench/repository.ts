import { fileURLToPath } from 'node:url';

/** The root of the repository, relative to the compiled file in bench/dist/. */
export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
