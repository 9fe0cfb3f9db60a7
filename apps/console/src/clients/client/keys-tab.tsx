import { useFormContext, useWatch } from 'react-hook-form';
import { useRights } from '../../api/client-rights.js';
import { ChoiceField, TextArea, TextField } from '../../ui/controls.js';
import { Card } from '../../ui/page.js';
import { EmptyState } from '../../ui/states.js';
import { Heads } from '../../ui/heads.js';
import styles from '../clients.module.css';
import type { ClientObject } from '../data/clients.js';
import { keysOf, readKeySet } from '../data/key-set.js';
import { textOrNull } from '../data/form-values.js';
import { useMessages } from '../use-messages.js';
import { ClientForm } from './client-form.js';

/** The public keys by which a client authenticates. */
export function KeysTab({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { mayGive } = useRights();
  return (
    <>
      <Card title={t('keys')} lead={t('keysLead')}>
        <Keys client={client} />
      </Card>
      {mayGive && !client.isPublic && (
        <Card title={t('changeKeys')}>
          <div className={styles.form}>
            <KeysForm id={client.id} />
          </div>
        </Card>
      )}
    </>
  );
}

function Keys({ client: { jwks, jwksUri } }: { client: ClientObject }) {
  const t = useMessages();
  if (jwksUri !== null) {
    return (
      <p>
        {t('publishedAt')} <code>{jwksUri}</code>
      </p>
    );
  }
  const keys = keysOf(jwks);
  if (keys.length === 0) return <EmptyState title={t('noKeys')} text={t('noKeysText')} />;
  return (
    <table className={styles.table}>
      <Heads names={[t('keyId'), t('keyKind')]} />
      <tbody>
        {keys.map(({ name, kind }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td data-label={t('keyKind')}>{kind}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Values {
  source: 'none' | 'set' | 'address';
  jwks: string;
  jwksUri: string;
}

function KeysForm({ id }: { id: string }) {
  const t = useMessages();
  return (
    <ClientForm<Values>
      id={id}
      labels={{ source: t('keySource'), jwks: t('keySet'), jwksUri: t('keyAddress') }}
      valuesOf={({ jwks, jwksUri }) => ({
        source: jwksUri !== null ? 'address' : jwks !== null ? 'set' : 'none',
        jwks: jwks === null ? '' : JSON.stringify(jwks, null, 2),
        jwksUri: jwksUri ?? '',
      })}
      changesOf={({ source, jwks, jwksUri }) =>
        ({
          jwks: source === 'set' ? readKeySet(jwks) : null,
          jwksUri: source === 'address' ? textOrNull(jwksUri) : null,
        }) as object
      }
    >
      <KeyFields />
    </ClientForm>
  );
}

function KeyFields() {
  const t = useMessages();
  const { setValue, setError } = useFormContext<Values>();
  const source = useWatch<Values, 'source'>({ name: 'source' });
  const upload = async (file: File | undefined) => {
    if (!file) return;
    try {
      setValue('jwks', await file.text(), { shouldDirty: true, shouldValidate: true });
    } catch {
      // Deleted, or changed, since it was chosen.
      setError('jwks', { message: t('keyFileFailed') });
    }
  };
  return (
    <>
      <ChoiceField
        name="source"
        label={t('keySource')}
        options={[
          { value: 'none', label: t('keySourceNone') },
          { value: 'set', label: t('keySourceSet'), hint: t('keySourceSetHint') },
          { value: 'address', label: t('keySourceAddress'), hint: t('keySourceAddressHint') },
        ]}
      />
      {source === 'set' && (
        <>
          <label className={styles.row}>
            {t('keyFile')}
            <input
              type="file"
              accept=".json,.jwks,application/json"
              onChange={({ target }) => void upload(target.files?.[0])}
            />
          </label>
          <TextArea
            name="jwks"
            label={t('keySet')}
            rows={8}
            isMono
            rules={{ validate: (text: string) => readKeySet(text) !== null || t('keySetInvalid') }}
          />
        </>
      )}
      {source === 'address' && (
        <TextField
          name="jwksUri"
          type="url"
          label={t('keyAddress')}
          rules={{ required: t('keyAddressMissing') }}
          isMono
        />
      )}
    </>
  );
}
