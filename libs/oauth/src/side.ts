/** The two sides of the shop. They share code and a database, but no client, key or token. */
export const SIDES = ['backoffice', 'storefront'] as const;

export type ShopSide = (typeof SIDES)[number];

/** The name of one authorization server. Clients, keys and tokens belong to a side. */
export type Side = string;
