import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useChangeList } from '../routing/list-state.js';
import { Button } from '../ui/button.js';
import field from '../ui/field.module.css';
import { ClearFilters, FilterSelect } from '../ui/list-bar.js';
import { Card, Page } from '../ui/page.js';
import { RequireScope } from '../ui/require-scope.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { refusalQuery } from './refusal.js';
import { RefusalCard } from './refusal-card.js';
import { RefusalsTable } from './refusals-table.js';
import { useMessages } from './use-messages.js';
import styles from './why.module.css';

/** Explains a refused request by its id, and lists the latest ones. */
export function WhyPage() {
  const t = useMessages();
  return (
    <RequireScope scope="clients:read">
      <Page title={t('heading')} windowTitle={t('title')} lead={t('lead')}>
        <Asked />
        <Latest />
      </Page>
    </RequireScope>
  );
}

/** A request id has none of these; people paste quotes and blanks around it. */
const AROUND = /^[\s"'`]+|[\s"'`,]+$/g;

function Asked() {
  const t = useMessages();
  const state = getRouteApi('/why').useSearch();
  const { request } = state;
  const change = useChangeList<typeof state>();
  const [text, setText] = useState(request ?? '');
  const [known, setKnown] = useState(request);
  if (known !== request) {
    setKnown(request);
    setText(request ?? '');
  }
  return (
    <>
      <form
        className={styles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          change({ request: text.replaceAll(AROUND, '') || undefined });
        }}
      >
        <div className={field.field}>
          <label className={field.label} htmlFor="why-request">
            {t('requestId')}
          </label>
          <input
            id="why-request"
            className={field.control}
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-describedby="why-hint"
            autoComplete="off"
            spellCheck={false}
          />
          <p id="why-hint" className={field.hint}>
            {t('requestIdHint')}
          </p>
        </div>
        <Button type="submit" kind="primary" icon="search">
          {t('explain')}
        </Button>
      </form>
      <div aria-live="polite">{request && <Answer key={request} requestId={request} />}</div>
    </>
  );
}

function Answer({ requestId }: { requestId: string }) {
  const t = useMessages();
  const query = useQuery(refusalQuery(requestId));
  return (
    <Loaded query={query}>
      {(refusals) =>
        refusals.length === 0 ? (
          <Card>
            <EmptyState title={t('unknown')} text={t('unknownText')} />
          </Card>
        ) : (
          refusals.map((refusal) => <RefusalCard key={refusal.id} refusal={refusal} />)
        )
      }
    </Loaded>
  );
}

/** Codes that the list is filtered by. */
const CODES = [
  'invalid_client',
  'insufficient_scope',
  'too_many_requests',
  'invalid_scope',
  'network_not_allowed',
  'expired_token',
  'missing_token',
];

function Latest() {
  const t = useMessages();
  const state = getRouteApi('/why').useSearch();
  const change = useChangeList<typeof state>();
  const { code, side } = state;
  const filter = {
    ...(code && { 'filter[code]': [code] }),
    ...(side && { 'filter[side]': [side] }),
  };
  return (
    <Card title={t('latest')} lead={t('latestLead')}>
      <RefusalsTable
        label={t('list')}
        {...{ filter, state }}
        onChange={change}
        hasClients
        bar={
          <>
            <FilterSelect
              label={t('code')}
              value={code}
              anyLabel={t('anyCode')}
              options={CODES.map((each) => [each, each])}
              onChange={(value) => change({ code: value })}
            />
            <FilterSelect
              label={t('side')}
              value={side}
              anyLabel={t('anySide')}
              options={[
                ['backoffice', t('backoffice')],
                ['storefront', t('storefront')],
              ]}
              onChange={(value) => change({ side: value as typeof side })}
            />
            <ClearFilters
              isShown={code !== undefined || side !== undefined}
              onClear={() => change({ code: undefined, side: undefined })}
            />
          </>
        }
      />
    </Card>
  );
}
