import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../ui/button.js';
import { Badge } from '../ui/badge.js';
import { Card, KeyValues } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { ClientLine } from './client-line.js';
import { placeOf } from './place.js';
import { type Refusal, refusedClientQuery } from './refusal.js';
import { useReasonWords } from './reason-words.js';
import { useMessages } from './use-messages.js';
import styles from './why.module.css';

/** Why one request was refused, and what to do about it. */
export function RefusalCard({ refusal }: { refusal: Refusal }) {
  const t = useMessages();
  const wordsOf = useReasonWords();
  const { attributes } = refusal;
  const { clientId, explanation, status, code, method, route, required, description } = attributes;
  const client = useQuery({ ...refusedClientQuery(clientId ?? ''), enabled: clientId !== null });
  const { text, advice } = wordsOf(attributes);
  const details = explanation.details ?? description;
  const place = placeOf(refusal, Boolean(client.data));
  return (
    <Card title={t('reason')}>
      <div className={styles.answer}>
        <p className={styles.reason} data-kind={explanation.kind}>
          {text}
        </p>
        {advice && (
          <>
            <h3>{t('advice')}</h3>
            <p>{advice}</p>
          </>
        )}
        {place && (
          <div>
            <ButtonLink to={place.to} search={place.search ?? {}} kind="primary">
              {t(place.label)}
            </ButtonLink>
          </div>
        )}
      </div>
      <KeyValues
        facts={[
          [t('when'), <Time key="when" value={attributes.occurredAt} />],
          [
            t('request'),
            <code key="request">
              {method} {route}
            </code>,
          ],
          [
            t('answered'),
            <span key="answer" className={styles.code}>
              <Badge tone="bad">{status}</Badge> <code>{code}</code>
            </span>,
          ],
          details !== null && [t('details'), details],
          required !== null && [t('required'), <code key="required">{required}</code>],
          [t('client'), <ClientLine key="client" {...{ clientId }} client={client.data} />],
          [t('side'), t(attributes.side)],
          [t('from'), <code key="from">{attributes.address}</code>],
          [t('requestId'), <code key="id">{attributes.requestId}</code>],
        ]}
      />
    </Card>
  );
}
