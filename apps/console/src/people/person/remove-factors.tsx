import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '#client';
import { api } from '../../api/client.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { useToast } from '../../ui/toast.js';
import { nameOf, type Person } from '../data/person.js';
import type { factorsQuery } from '../data/sign-in.js';
import styles from '../people.module.css';
import { useMessages } from '../use-messages.js';

export type Factor = Awaited<
  ReturnType<NonNullable<ReturnType<typeof factorsQuery>['queryFn']>>
>[number];

/** Returns the names of factors. */
export function useFactorName(): (factor: Factor) => string {
  const t = useMessages();
  return ({ kind, name }) => {
    if (kind === 'passkey') return t('passkeyNamed', { name: name ?? '' });
    if (kind === 'identity') return t('identityNamed', { name: name ?? '' });
    if (kind === 'totp') return t('totp');
    return kind === 'recovery-codes' ? t('recoveryCodes') : t('password');
  };
}

interface RemoveFactorsProps {
  factors: Factor[];
  person: Person;
  onClose: () => void;
}

/** Removes one factor, or all except the password. */
export function RemoveFactors({ factors, person, onClose }: RemoveFactorsProps) {
  const t = useMessages();
  const toast = useToast();
  const queries = useQueryClient();
  const nameOfFactor = useFactorName();
  const [failed, setFailed] = useState<string>();
  const name = nameOf(person);
  const [only] = factors;
  const isOne = factors.length === 1 && only !== undefined;
  const confirm = async () => {
    setFailed(undefined);
    try {
      for (const factor of factors) {
        await remove(factor.id).catch((error: unknown) => {
          setFailed(nameOfFactor(factor));
          throw error;
        });
      }
      toast.good(t('factorsRemoved', { count: factors.length }));
    } finally {
      await queries.invalidateQueries({ queryKey: ['people', person.kind] });
    }
  };
  return (
    <ConfirmDialog
      isOpen={factors.length > 0}
      onClose={() => {
        setFailed(undefined);
        onClose();
      }}
      title={
        isOne ? t('removeTitleOf', { factor: nameOfFactor(only), name }) : t('resetTitle', { name })
      }
      actLabel={isOne ? t('removeFactor') : t('resetFactors')}
      typed={isOne ? undefined : person.email}
      onConfirm={confirm}
    >
      <ul className={styles.consequences}>
        {factors.map((factor) => (
          <li key={factor.id}>{nameOfFactor(factor)}</li>
        ))}
      </ul>
      <p>{t(only?.kind === 'password' && isOne ? 'removePasswordText' : 'resetText', { name })}</p>
      <p>{t('verifyFirst')}</p>
      {failed !== undefined && <p>{t('stoppedAt', { name: failed })}</p>}
    </ConfirmDialog>
  );
}

/** Recovery codes go with the app that they replace, so a factor may be gone already. */
async function remove(id: string): Promise<void> {
  try {
    await api.DELETE('/api/authentication-factors/{id}', { params: { path: { id } } });
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}
