import type { Side } from '../api/scopes.js';
import { Badge } from '../ui/badge.js';
import { useNow } from '../ui/use-now.js';
import { useMessages } from './use-messages.js';

/** The state of a client: the server rejects one that is disabled or has expired. */
export type ClientState = 'active' | 'disabled' | 'expired';

interface Stateful {
  enabled: boolean;
  expiresAt: string | null;
}

export function stateOf({ enabled, expiresAt }: Stateful, now: number): ClientState {
  if (!enabled) return 'disabled';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'active';
}

const TONES = { active: 'good', disabled: 'neutral', expired: 'bad' } as const;

export function StateBadge({ client }: { client: Stateful }) {
  const t = useMessages();
  const state = stateOf(client, useNow());
  return <Badge tone={TONES[state]}>{t(state)}</Badge>;
}

export function SideBadge({ side }: { side: Side }) {
  const t = useMessages();
  return <Badge isPlain>{t(side)}</Badge>;
}
