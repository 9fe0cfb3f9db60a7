import { BASE } from '../api/base.js';
import { Button } from '../ui/button.js';
import { Menu, MenuItem } from '../ui/menu.js';
import { useToast } from '../ui/toast.js';
import { filtersOf } from './events.js';
import type { AuditState } from './index.js';
import { useMessages } from './use-messages.js';

/** Downloads the events that match the filters, as a file that the browser saves while it arrives. */
export function ExportMenu({ state }: { state: AuditState }) {
  const t = useMessages();
  const toast = useToast();
  const download = async (format: 'csv' | 'jsonl') => {
    const filters = Object.entries(filtersOf(state)).map(
      ([name, value]) => `${name}=${[value].flat().map(encodeURIComponent).join(',')}`,
    );
    const query = filters.join('&');
    const address = `${BASE}/api/audit-events.${format}?${query}`;
    try {
      // Asks first, because a download that is refused would replace this page by an error.
      const { status } = await fetch(address, { method: 'HEAD' });
      if (status === 200) return location.assign(address);
      toast.bad(t(status === 400 ? 'tooMany' : 'exportFailed'));
    } catch {
      toast.bad(t('exportFailed'));
    }
  };
  return (
    <Menu trigger={<Button icon="download">{t('export')}</Button>}>
      <MenuItem onClick={() => void download('csv')}>{t('exportCsv')}</MenuItem>
      <MenuItem onClick={() => void download('jsonl')}>{t('exportLines')}</MenuItem>
    </Menu>
  );
}
