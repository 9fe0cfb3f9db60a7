import { useQuery } from '@tanstack/react-query';
import { actorReference } from '../api/actor.js';
import { type Change, isEnd, type Wanted, wantedChanges } from '../api/changes.js';
import { lastChangesQuery } from '../api/last-changes.js';
import { type Reference, useNames } from '../api/names.js';
import { useMay } from '../api/session.js';
import { useLanguage } from '../messages/language.js';
import { relativeTime } from './time-text.js';
import { useMessages } from './use-messages.js';

interface ChangedByProps extends Partial<Wanted> {
  subject: Reference;
  /** The names of attributes, in the language of the person. */
  labels?: Readonly<Record<string, string>>;
}

/** Says who has changed what, and when, to people who may read the audit trail. */
export function ChangedBy(props: ChangedByProps) {
  const { subject, labels = {}, fields = [], since, isGone = false } = props;
  const wanted = { fields, since, isGone };
  const enabled = useMay('audit:read');
  const { data = [] } = useQuery({ ...lastChangesQuery(subject, wanted), enabled });
  return wantedChanges(data, wanted).map((change) => (
    <Line key={change.id} change={change} labels={labels} />
  ));
}

interface LineProps {
  change: Change;
  labels: Readonly<Record<string, string>>;
}

function Line({ change, labels }: LineProps) {
  const t = useMessages();
  const { language } = useLanguage();
  const values = {
    actor: useActorName(change),
    when: relativeTime(new Date(change.occurredAt), language),
  };
  if (isEnd(change)) return <p>{t('endedBy', values)}</p>;
  if (/\.(?:created|rotated)$/.test(change.action)) return <p>{t('madeBy', values)}</p>;
  if (change.fields.length === 0) return <p>{t('changedBy', values)}</p>;
  const names = change.fields.map((name) => labels[name] ?? name);
  const fields = new Intl.ListFormat(language).format(names);
  return <p>{t('fieldsChangedBy', { ...values, fields })}</p>;
}

/** The name of a person or a client, as far as the roles of the reader show it. */
function useActorName(change: Change): string {
  const t = useMessages();
  const reference = actorReference(change);
  const nameOf = useNames(reference ? [reference] : []);
  const name = reference && nameOf(reference);
  const { actorType, actor } = change;
  if (actorType === 'person') return name ?? t('actorPerson', { id: actor });
  if (actorType === 'client') return t('actorClient', { name: name ?? actor });
  return actorType === 'command' ? t('actorCommand', { account: actor }) : t('actorServer');
}
