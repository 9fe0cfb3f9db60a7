import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../api/session.js';
import { Icon } from '../ui/icon.js';
import { Card } from '../ui/page.js';
import { Problem } from '../ui/problem.js';
import { EmptyState, Skeleton } from '../ui/states.js';
import { classes } from '../ui/classes.js';
import { chainNotice } from './chain-notice.js';
import {
  auditChain,
  clientCounts,
  type Count,
  lackedKeys,
  refusedClients,
  UNUSED_DAYS,
  WARNING_DAYS,
} from './counts.js';
import type { Notice } from './notice.js';
import styles from './overview.module.css';
import { useMessages } from './use-messages.js';
import { useLanguage } from '../messages/language.js';

type Words = ReturnType<typeof useMessages>;

interface Counts {
  secretsEnd: Count;
  clientsExpire: Count;
  unused: Count;
}

/** Returns a title that begins with its number, and says so when the number may be larger. */
const titleOf = (text: string, { exact }: Pick<Count, 'exact'>, t: Words) =>
  exact ? text : t('atLeast', { text });

function clientNotices(counts: Counts, t: Words): Notice[] {
  const { secretsEnd, clientsExpire, unused } = counts;
  const notices: (Notice | false)[] = [
    secretsEnd.count > 0 && {
      id: 'secrets',
      isBad: true,
      title: titleOf(t('secretsEnd', { count: secretsEnd.count }), secretsEnd, t),
      text: t('secretsEndText'),
      to: '/secrets',
      search: { within: String(WARNING_DAYS) },
    },
    clientsExpire.count > 0 && {
      id: 'expire',
      title: titleOf(t('clientsExpire', { count: clientsExpire.count }), clientsExpire, t),
      text: t('clientsExpireText'),
      to: '/clients',
      search: { state: 'active', sort: 'expiresAt' },
    },
    unused.count > 0 && {
      id: 'unused',
      title: titleOf(t('unused', { count: unused.count }), unused, t),
      text: t('unusedText'),
      to: '/clients',
      search: { unused: String(UNUSED_DAYS) },
    },
  ];
  return notices.filter((notice) => notice !== false);
}

/** Number of names in a notice. */
const SHOWN_NAMES = 5;

interface Refused {
  names: readonly string[];
  exact: boolean;
}

function refusedNotice({ names, exact }: Refused, t: Words, language: string): Notice {
  const shown = names.slice(0, SHOWN_NAMES);
  const others = names.length - shown.length;
  const all = others > 0 ? [...shown, t('others', { count: others })] : shown;
  return {
    id: 'refused',
    title: titleOf(t('refused', { count: names.length }), { exact }, t),
    text: t('refusedText', { names: new Intl.ListFormat(language).format(all) }),
    to: '/why',
  };
}

/** Reads what the roles of the person allow, and returns the notices of it. */
function useNotices() {
  const t = useMessages();
  const { language } = useLanguage();
  const may = {
    clients: useMay('clients:read'),
    keys: useMay('keys:read'),
    audit: useMay('audit:read'),
  };
  const clients = useQuery({ ...clientCounts, enabled: may.clients });
  const refused = useQuery({ ...refusedClients, enabled: may.clients });
  const keys = useQuery({ ...lackedKeys, enabled: may.keys });
  const chain = useQuery({ ...auditChain, enabled: may.audit });
  const count = keys.data ?? 0;
  const lacked: Notice = {
    id: 'keys',
    isBad: true,
    title: t('keysLacked', { count }),
    text: t('keysLackedText'),
    to: '/keys',
  };
  const ofChain = chain.data ? chainNotice(chain.data, t, language) : null;
  return {
    isAllowed: may.clients || may.keys || may.audit,
    queries: [clients, refused, keys, chain],
    notices: [
      ...(ofChain ? [ofChain] : []),
      ...(count > 0 ? [lacked] : []),
      ...(refused.data?.names.length ? [refusedNotice(refused.data, t, language)] : []),
      ...(clients.data ? clientNotices(clients.data, t) : []),
    ],
  };
}

const worstFirst = (one: Notice, other: Notice) =>
  Number(other.isBad ?? 0) - Number(one.isBad ?? 0);

/** The list of things that need attention; each leads to the screen where a person can act. */
export function Attention() {
  const t = useMessages();
  const { isAllowed, queries, notices } = useNotices();
  if (!isAllowed) {
    return <EmptyState title={t('nothingAllowed')} text={t('nothingAllowedText')} />;
  }
  const failed = queries.find(({ error }) => error !== null);
  const isLoading = queries.some(({ isLoading: each }) => each);
  const isGood = notices.length === 0 && !isLoading && !failed;
  return (
    <Card title={t('attention')}>
      {failed && <Problem error={failed.error} onRetry={() => void failed.refetch()} />}
      {isLoading && <Skeleton lines={3} />}
      {isGood && <EmptyState title={t('allGood')} text={t('allGoodText')} />}
      {notices.length > 0 && (
        <ul className={styles.notices}>
          {notices.toSorted(worstFirst).map((notice) => (
            <Row key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ notice: { isBad, title, text, to, search } }: { notice: Notice }): ReactNode {
  return (
    <li className={classes(styles.notice, isBad && styles.bad)}>
      <Icon name="alert" />
      <div>
        <Link to={to} search={search ?? {}} className={styles.link}>
          {title}
        </Link>
        <p>{text}</p>
      </div>
      <Icon name="chevronRight" />
    </li>
  );
}
