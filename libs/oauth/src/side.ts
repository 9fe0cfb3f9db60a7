/** The two sides of the shop. They share code and a database, but no client, key or token. */
export const SIDES = ['backoffice', 'storefront'] as const;

export type Side = (typeof SIDES)[number];
