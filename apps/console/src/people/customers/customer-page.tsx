import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import type { OpenProps } from '../../ui/dialog.js';
import { Card, KeyValues, Page } from '../../ui/page.js';
import { RequireScope } from '../../ui/require-scope.js';
import { Loaded } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { explainGone } from '../../ui/gone.js';
import { useDone } from '../../ui/use-done.js';
import { customerQuery } from '../data/one.js';
import { useMessages } from '../use-messages.js';
import { EditNamedDialog } from '../named-dialog.js';
import { CustomerPeople } from './customer-people.js';

/** One company and its people. */
export function CustomerPage() {
  const t = useMessages();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(customerQuery(id));
  const mayReadPeople = useMay('customer-users:read');
  const name = query.data?.customer.name ?? t('customer');
  return (
    <Page
      title={name}
      crumb={<Link to="/people/customers">{t('customers')}</Link>}
      acts={query.data && <CustomerActs {...query.data} />}
    >
      <RequireScope scope="customers:read">
        <Loaded query={query}>
          {({ customer }) => (
            <>
              <Card title={t('details')}>
                <KeyValues
                  facts={[
                    [t('description'), customer.description ?? '–'],
                    [t('id'), <code key="id">{customer.id}</code>],
                    [t('created'), <Time key="created" value={customer.createdAt} />],
                    [t('updated'), <Time key="updated" value={customer.updatedAt} />],
                  ]}
                />
              </Card>
              {mayReadPeople && <CustomerPeople id={customer.id} name={name} />}
            </>
          )}
        </Loaded>
      </RequireScope>
    </Page>
  );
}

type Read = Awaited<ReturnType<NonNullable<ReturnType<typeof customerQuery>['queryFn']>>>;

function CustomerActs({ customer, etag }: Read) {
  const t = useMessages();
  const mayWrite = useMay('customers:write');
  const [open, setOpen] = useState<'edit' | 'remove'>();
  const { id, name } = customer;
  if (!mayWrite) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>
      <Button kind="danger" onClick={() => setOpen('remove')}>
        {t('remove')}
      </Button>
      <EditNamedDialog
        type="customers"
        named={{ ...customer, etag }}
        queryKey={['people']}
        isOpen={open === 'edit'}
        onClose={close}
      />
      <RemoveCustomer {...{ id, name, etag }} isOpen={open === 'remove'} onClose={close} />
    </>
  );
}

interface RemoveProps extends OpenProps {
  id: string;
  name: string;
  etag: string | undefined;
}

/** A company with people cannot be deleted; the server says so, and the page has the people. */
function RemoveCustomer({ id, name, etag, ...dialog }: RemoveProps) {
  const t = useMessages();
  const done = useDone();
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      {...dialog}
      title={t('removeTitle', { who: name })}
      actLabel={t('remove')}
      typed={name}
      explain={explainGone({ type: 'customers', id })}
      onConfirm={async () => {
        await api.DELETE('/api/customers/{id}', { params: { path: { id } }, ifMatch: etag });
        await done(t('removeDone', { who: name }), ['people', 'customers', 'list']);
        await navigate({ to: '/people/customers' });
      }}
    >
      <p>{t('removeCustomerText')}</p>
    </ConfirmDialog>
  );
}
