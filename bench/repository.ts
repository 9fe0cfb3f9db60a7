import { fileURLToPath } from 'node:url';

/** Where the repository is, seen from what bench/ is compiled to. */
export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
