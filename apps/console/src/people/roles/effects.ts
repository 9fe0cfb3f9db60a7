import type { Combination, Role } from '../data/roles.js';

/** Changes that are not saved: for each role, the scopes that it gets (true) or loses (false). */
export type Changes = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** How many people gain or lose something. */
export interface Effects {
  gaining: number;
  losing: number;
  /** The people of each changed scope. */
  scopes: { scope: string; gaining: number; losing: number }[];
}

/** The scopes of a role with the changes. */
export function changedScopes({ id, scopes }: Pick<Role, 'id' | 'scopes'>, changes: Changes) {
  const changed = changes[id] ?? {};
  const kept = scopes.filter((scope) => changed[scope] !== false);
  const added = Object.keys(changed).filter((scope) => changed[scope] && !kept.includes(scope));
  return [...kept, ...added];
}

/**
 * Counts the people who gain or lose scopes. A person who has a scope by another role as well neither
 * gains nor loses it.
 */
export function effectsOf(
  roles: readonly Pick<Role, 'id' | 'scopes'>[],
  combinations: readonly Combination[],
  changes: Changes,
): Effects {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const counts = new Map<string, { gaining: number; losing: number }>();
  const effects: Effects = { gaining: 0, losing: 0, scopes: [] };
  const count = (scope: string, act: 'gaining' | 'losing', users: number) => {
    const known = counts.get(scope) ?? { gaining: 0, losing: 0 };
    known[act] += users;
    counts.set(scope, known);
  };
  for (const { roleIds, users } of combinations) {
    const held = roleIds.flatMap((id) => byId.get(id) ?? []);
    const before = new Set(held.flatMap(({ scopes }) => scopes));
    const after = new Set(held.flatMap((role) => changedScopes(role, changes)));
    const gained = [...after].filter((scope) => !before.has(scope));
    const lost = [...before].filter((scope) => !after.has(scope));
    for (const scope of gained) count(scope, 'gaining', users);
    for (const scope of lost) count(scope, 'losing', users);
    if (gained.length > 0) effects.gaining += users;
    if (lost.length > 0) effects.losing += users;
  }
  effects.scopes = [...counts].map(([scope, of]) => ({ scope, ...of }));
  return effects;
}

/** The number of people who have a role. */
export function peopleWith(roleId: string, combinations: readonly Combination[]): number {
  const having = combinations.filter(({ roleIds }) => roleIds.includes(roleId));
  return having.reduce((sum, { users }) => sum + users, 0);
}

/** Changes one cell. A cell that is as the role has it is no change. */
export function toggled(
  changes: Changes,
  { id, scopes }: Pick<Role, 'id' | 'scopes'>,
  scope: string,
): Changes {
  const { [scope]: changed, ...others } = changes[id] ?? {};
  const has = scopes.includes(scope);
  const isOn = changed ?? has;
  const next = isOn === has ? { ...others, [scope]: !isOn } : others;
  const { [id]: _, ...rest } = changes;
  return Object.keys(next).length > 0 ? { ...rest, [id]: next } : rest;
}

/** Leaves out changes that a role already has, such as after somebody else has made them. */
export function remaining(
  changes: Changes,
  roles: readonly Pick<Role, 'id' | 'scopes'>[],
): Changes {
  const entries = roles.flatMap(({ id, scopes }) => {
    const open = Object.entries(changes[id] ?? {}).filter(
      ([scope, isOn]) => scopes.includes(scope) !== isOn,
    );
    return open.length > 0 ? [[id, Object.fromEntries(open)] as const] : [];
  });
  return Object.fromEntries(entries);
}
