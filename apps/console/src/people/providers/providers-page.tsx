import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { toObjects } from '#client';
import { api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { EmptyState } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import type { Column } from '../../ui/table-columns.js';
import { useDone } from '../../ui/use-done.js';
import { kindOfSide } from '../kinds.js';
import { SectionPage } from '../sections.js';
import { useMessages } from '../use-messages.js';

const providersQuery = queryOptions({
  queryKey: ['people', 'identity-providers'],
  queryFn: async () => {
    const query = { sort: ['name'], 'page[size]': 100 } as object;
    return toObjects((await api.GET('/api/identity-providers', { params: { query } })).data);
  },
});

type Provider = Awaited<ReturnType<NonNullable<typeof providersQuery.queryFn>>>[number];

/** The identity providers at which people sign in. */
export function ProvidersPage() {
  return (
    <SectionPage section="providers">
      <Providers />
    </SectionPage>
  );
}

function Providers() {
  const t = useMessages();
  const query = useQuery(providersQuery);
  // A change of a provider needs this scope as well, because it lets other people in.
  const mayChange = [useMay('identity-providers:write'), useMay('clients:admin')].every(Boolean);
  const [changed, setChanged] = useState<Provider>();
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <>
      <Table
        label={t('providers')}
        columns={columns}
        rows={query.data}
        nameOf={({ name }) => name}
        query={query}
        empty={<EmptyState title={t('noProvider')} text={t('providersLead')} />}
        rowActs={
          mayChange
            ? (provider) => (
                <Button isSmall onClick={() => setChanged(provider)}>
                  {t(provider.enabled ? 'disable' : 'enable')}
                </Button>
              )
            : undefined
        }
      />
      <ChangeProvider provider={changed} onClose={() => setChanged(undefined)} />
    </>
  );
}

function columnsOf(t: ReturnType<typeof useMessages>): Column<Provider>[] {
  return [
    { id: 'name', header: t('name'), isPrimary: true, cell: ({ name }) => name },
    { id: 'side', header: t('forPeople'), cell: ({ side }) => t(kindOfSide(side)) },
    { id: 'issuer', header: t('issuer'), cell: ({ issuer }) => <code>{issuer}</code> },
    {
      id: 'state',
      header: t('state'),
      cell: ({ enabled }) =>
        enabled ? <Badge tone="good">{t('enabled')}</Badge> : <Badge>{t('disabled')}</Badge>,
    },
  ];
}

interface ChangeProviderProps {
  provider: Provider | undefined;
  onClose: () => void;
}

function ChangeProvider({ provider, onClose }: ChangeProviderProps) {
  const t = useMessages();
  const done = useDone();
  const { id = '', name = '', enabled = true } = provider ?? {};
  const act = enabled ? 'disable' : 'enable';
  return (
    <ConfirmDialog
      isOpen={provider !== undefined}
      onClose={onClose}
      title={t(`${act}Title`, { who: name })}
      actLabel={t(act)}
      onConfirm={async () => {
        const attributes = { enabled: !enabled };
        const body = { data: { type: 'identity-providers' as const, id, attributes } };
        await api.PATCH('/api/identity-providers/{id}', { params: { path: { id } }, body });
        await done(t(`${act}Done`, { who: name }), providersQuery.queryKey);
      }}
    >
      <p>{t(enabled ? 'disableProviderText' : 'enableProviderText')}</p>
    </ConfirmDialog>
  );
}
