import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client.js';
import { Badge } from '../ui/badge.js';
import { CopyButton } from '../ui/copy-button.js';
import { Card, KeyValues } from '../ui/page.js';
import { Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';
import styles from './audit.module.css';
import { useMessages } from './use-messages.js';

/** Milliseconds between two reads of the state. */
const POLL_MS = 30_000;

const chainQuery = {
  queryKey: ['audit-chains'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const params = { path: { id: 'trail' } };
    return (await api.GET('/api/audit-chains/{id}', { params, signal })).data.data.attributes;
  },
  refetchInterval: POLL_MS,
};

type Chain = Awaited<ReturnType<typeof chainQuery.queryFn>>;

/** Says beside the heading whether the chain is intact, as far as somebody has verified it. */
export function ChainBadge() {
  const t = useMessages();
  const { data } = useQuery(chainQuery);
  if (!data) return null;
  const [tone, text] = data.brokenAt
    ? (['bad', 'chainBroken'] as const)
    : data.verifiedUpTo
      ? (['good', 'chainVerified'] as const)
      : (['warn', 'chainUnverified'] as const);
  return (
    <Link to="/audit" search={{ tab: 'chain' }} className={styles.badge}>
      <Badge tone={tone}>{t(text)}</Badge>
    </Link>
  );
}

/** Up to which event the chain is sealed and verified, and its noted heads. */
export function ChainState() {
  const t = useMessages();
  const query = useQuery(chainQuery);
  return (
    <Loaded query={query}>
      {(chain) => (
        <div className={styles.tab}>
          {chain.brokenAt && (
            <div role="alert" className={styles.broken}>
              <strong>{t('brokenAt', { event: chain.brokenAt })}</strong>
              <p>{chain.problem}</p>
              <p>{t('brokenAct')}</p>
            </div>
          )}
          <Card title={t('chain')} lead={t('chainLead')}>
            <ChainFacts chain={chain} />
          </Card>
          <Heads />
        </div>
      )}
    </Loaded>
  );
}

function ChainFacts({ chain }: { chain: Chain }) {
  const t = useMessages();
  const place = (
    event: string | null | undefined,
    at: string | null | undefined,
    by?: string | null,
  ) =>
    event ? (
      <>
        {t('upToEvent', { event })}, <Time value={at} />
        {by && ` (${by})`}
      </>
    ) : (
      t('notYet')
    );
  return (
    <KeyValues
      facts={[
        [t('sealed'), place(chain.eventId, chain.sealedAt)],
        [t('waiting'), t('waitingEvents', { count: chain.unsealed ?? 0 })],
        [t('verified'), place(chain.verifiedUpTo, chain.verifiedAt, chain.verifiedBy)],
        [t('verifiedWhole'), place(chain.completeUpTo, chain.completeAt, chain.completeBy)],
      ]}
    />
  );
}

/** The newest heads of the chain that verifications have noted, to be copied to another place. */
function Heads() {
  const t = useMessages();
  const query = useQuery({
    queryKey: ['audit-heads'],
    queryFn: async ({ signal }) => {
      const params = { query: { sort: ['-notedAt' as const], 'page[size]': 10 } };
      return (await api.GET('/api/audit-heads', { params, signal })).data.data;
    },
    refetchInterval: POLL_MS,
  });
  return (
    <Card title={t('heads')} lead={t('headsLead')}>
      <Loaded query={query}>
        {(heads) =>
          heads.length === 0 ? (
            <p className={styles.quiet}>{t('noHead')}</p>
          ) : (
            <ul className={styles.heads}>
              {heads.map(({ id, attributes: { eventId, hash, notedAt, complete } }) => (
                <li key={id}>
                  <code>{`${eventId}:${hash}`}</code>
                  <CopyButton text={`${eventId}:${hash}`} isSmall />
                  <span className={styles.quiet}>
                    <Time value={notedAt} /> · {t(complete ? 'whole' : 'newEvents')}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
