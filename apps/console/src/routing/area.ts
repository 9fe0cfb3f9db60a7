import type { IconName } from '../ui/icon.js';

/**
 * The entry of an area in the navigation. The shell shows it to people who have one of the scopes. An
 * area exports it from its index.ts beside its routes:
 *
 *     export const clientsEntry = { to: '/clients', … } satisfies NavigationEntry;
 */
export interface NavigationEntry {
  /** The path of the first route of the area. */
  to: string;
  icon: IconName;
  /** One of these scopes is needed; an empty list means none. */
  scopes: readonly string[];
  /** A hook that returns the name in the language of the person. */
  useLabel: () => string;
}
