import { useQuery } from '@tanstack/react-query';
import { personNameQuery, readScopeOf } from '../../api/person-name.js';
import { useMay } from '../../api/session.js';
import type { ClientObject } from '../data/clients.js';
import { useMessages } from '../use-messages.js';

/** The person for whom a client acts, by name when the reader may see people. */
export function Owner({ client: { side, owner } }: { client: ClientObject }) {
  const t = useMessages();
  const mayRead = useMay(readScopeOf(side));
  const id = owner?.id ?? '';
  const { data } = useQuery({ ...personNameQuery(side, id), enabled: mayRead && id !== '' });
  if (!owner) return <>{t('actsForItself')}</>;
  return <>{data ?? t('personNumber', { id })}</>;
}
