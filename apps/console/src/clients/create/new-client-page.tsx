import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.js';
import { Form } from '../../ui/form.js';
import { Card, Page } from '../../ui/page.js';
import { Problem } from '../../ui/problem.js';
import { RequireScope } from '../../ui/require-scope.js';
import { secretFile, ShownSecret } from '../../ui/shown-secret.js';
import { useToast } from '../../ui/toast.js';
import styles from '../clients.module.css';
import { useMessages } from '../use-messages.js';
import { createClient, makeSecret } from './create-client.js';
import { NewClientFields } from './new-client-fields.js';
import { FIRST_VALUES, type NewClientValues } from './presets.js';

/** Registers a client in one short form, and shows its secret once. */
export function NewClientPage() {
  const t = useMessages();
  return (
    <Page title={t('newClient')} crumb={<Link to="/clients">{t('title')}</Link>}>
      <RequireScope scope="clients:admin">
        <NewClient />
      </RequireScope>
    </Page>
  );
}

interface Created {
  id: string;
  name: string;
  secretDays: string;
  /** The secret, until the person closes it; a failure when it could not be made. */
  secret?: string;
  failure?: unknown;
}

function NewClient() {
  const t = useMessages();
  const toast = useToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<NewClientValues>({ defaultValues: FIRST_VALUES });
  const [created, setCreated] = useState<Created>();
  const finish = (id: string) => {
    setCreated(undefined);
    void navigate({ to: '/clients/$clientId', params: { clientId: id } });
  };
  const addSecret = async (client: Created) => {
    try {
      setCreated({ ...client, secret: await makeSecret(client.id, client.secretDays) });
    } catch (failure) {
      setCreated({ ...client, failure });
    }
  };
  const create = async (values: NewClientValues) => {
    const { id, name, isPublic } = await createClient(values);
    form.reset(values);
    toast.good(t('isCreated', { name }));
    await queries.invalidateQueries({ queryKey: ['oauth-clients'] });
    if (isPublic) finish(id);
    else await addSecret({ id, name, secretDays: values.secretDays });
  };
  if (created) return <Secret {...{ created, finish, addSecret }} />;
  return (
    <div className={styles.form}>
      <Card>
        <Form form={form} onSubmit={create} submitLabel={t('create')}>
          <NewClientFields />
        </Form>
      </Card>
    </div>
  );
}

interface SecretProps {
  created: Created;
  finish: (id: string) => void;
  addSecret: (client: Created) => Promise<void>;
}

function Secret({ created, finish, addSecret }: SecretProps) {
  const t = useMessages();
  const { id, name, secret, failure } = created;
  if (secret === undefined) {
    return (
      <Card title={t('isCreated', { name })}>
        <p>{t('secretFailed')}</p>
        {failure !== undefined && (
          <Problem error={failure} onRetry={() => void addSecret(created)} />
        )}
        <div>
          <Button onClick={() => finish(id)}>{t('toClient')}</Button>
        </div>
      </Card>
    );
  }
  return (
    <ShownSecret
      title={t('secretOf', { name })}
      secret={secret}
      file={secretFile({ id, name }, secret)}
      onDone={() => finish(id)}
    />
  );
}
