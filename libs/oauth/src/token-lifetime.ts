/** Seconds that an access token lives at the most, whatever is configured and whoever's it is. */
export const LONGEST_TOKEN_LIFETIME = 86_400;
