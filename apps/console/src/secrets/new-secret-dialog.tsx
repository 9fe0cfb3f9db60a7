import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.js';
import { ChoiceField, TextField } from '../ui/controls.js';
import { Dialog } from '../ui/dialog.js';
import { Form } from '../ui/form.js';
import { DAY } from '../ui/time-text.js';
import { EndsBeside } from './ends-beside.js';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { clientSecretsQuery, type Secret, type SecretOwner, stateOf } from './secret.js';
import { useMessages } from './use-messages.js';

/** Days for which the present secrets work beside the new one. */
const OVERLAPS = [0, 1, 7, 30];

/** Days until the new secret ends; 0 for no end. */
const LIVES = [0, 90, 365];

/** Seconds. */
const DAY_SECONDS = DAY / 1000;

interface NewSecretDialogProps {
  /** Adds a secret beside the others, or replaces these. */
  mode: 'add' | 'rotate' | undefined;
  client: SecretOwner;
  /** The secrets that work now. */
  live: readonly Secret[];
  onClose: () => void;
  /** Called with the new secret, which is shown once. */
  onMade: (secret: string) => void;
}

/** Makes a secret. With a rotation the person chooses how long the present secrets still work. */
export function NewSecretDialog(props: NewSecretDialogProps) {
  const { mode, client, onClose } = props;
  const t = useMessages();
  if (!mode) return null;
  const values = { client: client.name };
  const title = mode === 'rotate' ? t('rotateTitle', values) : t('addTitle', values);
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <p>{mode === 'rotate' ? t('rotateText') : t('addText')}</p>
      <NewSecretForm {...props} mode={mode} />
    </Dialog>
  );
}

interface Values {
  label: string;
  overlap: string;
  life: string;
}

type FormProps = NewSecretDialogProps & { mode: 'add' | 'rotate' };

function NewSecretForm({ mode, client, live, onClose, onMade }: FormProps) {
  const t = useMessages();
  const queries = useQueryClient();
  const form = useForm<Values>({ defaultValues: { label: '', overlap: '7', life: '0' } });
  const { overlap, life } = form.watch();
  const isRotation = mode === 'rotate';
  const { findAdded, added } = useAddedSecrets(client, live);
  const make = async (values: Values) => {
    // A rotation also ends secrets that the person has not seen, such as the one of another rotation.
    if (isRotation && (await findAdded())) return;
    const attributes = {
      label: values.label.trim(),
      expiresAt: endOf(values.life),
      ...(isRotation && { overlap: Number(values.overlap) * DAY_SECONDS }),
    };
    const relationships = { client: { data: { type: 'oauth-clients', id: client.id } } } as const;
    const data = { type: 'oauth-client-secrets', attributes, relationships } as const;
    const answer = await api.POST('/api/oauth-client-secrets', { body: { data } });
    // The answer is kept nowhere; the secret is handed to the dialog that shows it.
    onMade(String((answer.data as { meta?: { secret?: unknown } }).meta?.secret));
    await queries.invalidateQueries({ queryKey: ['oauth-client-secrets'] });
  };
  const days = (count: number) => (count === 0 ? t('noEnd') : t('inDays', { count }));
  return (
    <Form
      form={form}
      onSubmit={make}
      submitLabel={isRotation ? t('rotate') : t('add')}
      onCancel={onClose}
      isInDialog
      isDangerous={isRotation && overlap === '0'}
    >
      <TextField name="label" label={t('label')} hint={t('labelHint')} isOptional maxLength={100} />
      {isRotation && (
        <ChoiceField
          name="overlap"
          label={t('overlap')}
          options={OVERLAPS.map((count) => ({
            value: String(count),
            label: count === 0 ? t('overlapNow') : t('overlapDays', { count }),
            hint: count === 0 ? t('overlapNowHint') : undefined,
          }))}
        />
      )}
      <ChoiceField
        name="life"
        label={t('newEnds')}
        options={LIVES.map((count) => ({ value: String(count), label: days(count) }))}
      />
      {added.length > 0 && <ChangedMeanwhile added={added} />}
      {isRotation && <EndsBeside live={live} overlapDays={Number(overlap)} newEnd={endOf(life)} />}
    </Form>
  );
}

/** Finds the secrets that somebody else has added since the person has seen the list, once for each. */
function useAddedSecrets(client: SecretOwner, live: readonly Secret[]) {
  const queries = useQueryClient();
  const seen = useRef(new Set(live.map(({ id }) => id)));
  const [added, setAdded] = useState<Secret[]>([]);
  const findAdded = async () => {
    // Offline, a query waits for the connection by default; a person wants to know at once.
    const now = await queries.fetchQuery({
      ...clientSecretsQuery(client.id),
      staleTime: 0,
      networkMode: 'always',
    });
    const found = now.filter(
      (secret) => !seen.current.has(secret.id) && stateOf(secret, Date.now()) !== 'ended',
    );
    for (const { id } of found) seen.current.add(id);
    setAdded(found);
    return found.length > 0;
  };
  return { added, findAdded };
}

/** Returns the end of a secret that is made now; null for none. */
function endOf(days: string): string | null {
  return days === '0' ? null : new Date(Date.now() + Number(days) * DAY).toISOString();
}
