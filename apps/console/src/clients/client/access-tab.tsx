import { useRights } from '../../api/client-rights.js';
import { TextArea, TextField } from '../../ui/controls.js';
import { Card, KeyValues } from '../../ui/page.js';
import { Ends } from '../../ui/time.js';
import styles from '../clients.module.css';
import type { ClientObject } from '../data/clients.js';
import { linesOf, localTime, textOrNull, timeOf } from '../data/form-values.js';
import { limitsOf, limitValues, type LimitValues } from '../data/limits.js';
import { DescriptionFields, RedirectUrisField } from '../fields.js';
import { useMessages } from '../use-messages.js';
import { ClientForm } from './client-form.js';
import { LimitFields, LimitList, useLimitLabels } from './limits.js';
import { Owner } from './owner.js';

/** The owner of a client, and the restrictions of its access. */
export function AccessTab({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { mayGive } = useRights();
  return (
    <Card title={t('access')} lead={t('accessLead')}>
      {mayGive ? <AccessForm client={client} /> : <AccessFacts client={client} />}
    </Card>
  );
}

function AccessFacts({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { allowedNetworks, accessTokenLifetime, expiresAt, redirectUris, limits } = client;
  return (
    <KeyValues
      facts={[
        [t('owner'), <Owner key="owner" client={client} />],
        [t('networks'), allowedNetworks.join(', ') || t('anyNetwork')],
        [
          t('lifetime'),
          accessTokenLifetime === null
            ? t('lifetimeOfServer')
            : t('seconds', { count: accessTokenLifetime }),
        ],
        [t('expires'), <Ends key="expires" value={expiresAt} absent={t('noEnd')} />],
        [t('limits'), <LimitList key="limits" own={limits} />],
        redirectUris.length > 0 && [t('redirectUris'), redirectUris.join(', ')],
      ]}
    />
  );
}

interface Values extends LimitValues {
  name: string;
  description: string;
  contact: string;
  allowedNetworks: string;
  accessTokenLifetime: string;
  expiresAt: string;
  redirectUris: string;
  postLogoutRedirectUris: string;
}

function AccessForm({ client }: { client: ClientObject }) {
  const t = useMessages();
  return (
    <div className={styles.form}>
      <ClientForm<Values>
        id={client.id}
        labels={{
          name: t('name'),
          description: t('description'),
          contact: t('contact'),
          allowedNetworks: t('networks'),
          accessTokenLifetime: t('lifetime'),
          expiresAt: t('expires'),
          redirectUris: t('redirectUris'),
          postLogoutRedirectUris: t('postLogoutRedirectUris'),
          ...useLimitLabels(),
        }}
        valuesOf={(resource) => ({
          name: resource.name,
          description: resource.description ?? '',
          contact: resource.contact ?? '',
          allowedNetworks: resource.allowedNetworks.join('\n'),
          accessTokenLifetime: String(resource.accessTokenLifetime ?? ''),
          expiresAt: localTime(resource.expiresAt),
          redirectUris: resource.redirectUris.join('\n'),
          postLogoutRedirectUris: resource.postLogoutRedirectUris.join('\n'),
          ...limitValues(resource.limits),
        })}
        changesOf={(values) => ({
          name: values.name.trim(),
          description: textOrNull(values.description),
          contact: textOrNull(values.contact),
          allowedNetworks: linesOf(values.allowedNetworks),
          accessTokenLifetime: values.accessTokenLifetime
            ? Number(values.accessTokenLifetime)
            : null,
          expiresAt: timeOf(values.expiresAt),
          redirectUris: linesOf(values.redirectUris),
          postLogoutRedirectUris: linesOf(values.postLogoutRedirectUris),
          limits: limitsOf(values) as ClientObject['limits'],
        })}
      >
        <AccessFields hasPeople={client.grantTypes.includes('authorization_code')} />
      </ClientForm>
    </div>
  );
}

function AccessFields({ hasPeople }: { hasPeople: boolean }) {
  const t = useMessages();
  return (
    <>
      <TextField name="name" label={t('name')} rules={{ required: t('nameMissing') }} />
      <DescriptionFields />
      <TextField
        name="accessTokenLifetime"
        type="number"
        min={60}
        max={86_400}
        label={t('lifetime')}
        hint={t('lifetimeHint')}
        isOptional
      />
      <TextField
        name="expiresAt"
        type="datetime-local"
        label={t('expires')}
        hint={t('expiresHint')}
        isOptional
      />
      {hasPeople && (
        <>
          <RedirectUrisField />
          <TextArea
            name="postLogoutRedirectUris"
            label={t('postLogoutRedirectUris')}
            rows={2}
            isMono
            isOptional
          />
        </>
      )}
      <LimitFields />
    </>
  );
}
