import type { Column } from '../../ui/table-columns.js';
import { Time } from '../../ui/time.js';
import type { useMessages } from '../use-messages.js';

interface Changing {
  createdAt: string;
  updatedAt: string;
}

/** The columns that say when a resource was created and last changed. */
export function timeColumns<Row extends Changing>(
  t: ReturnType<typeof useMessages>,
  { isCreationHidden = false } = {},
): Column<Row>[] {
  return [
    {
      id: 'createdAt',
      header: t('created'),
      sortBy: 'createdAt',
      isHiddenFirst: isCreationHidden,
      cell: ({ createdAt }) => <Time value={createdAt} />,
    },
    {
      id: 'updatedAt',
      header: t('updated'),
      sortBy: 'updatedAt',
      isHiddenFirst: true,
      cell: ({ updatedAt }) => <Time value={updatedAt} />,
    },
  ];
}
