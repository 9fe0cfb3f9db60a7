import { useState } from 'react';
import { useRights } from '../../api/client-rights.js';
import { Button, IconButton } from '../../ui/button.js';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.js';
import type { ClientObject } from '../data/clients.js';
import { useMessages } from '../use-messages.js';
import { DeleteDialog } from './delete-dialog.js';
import { EnabledDialog } from './enabled-dialog.js';
import { RevokeDialog } from './revoke-dialog.js';

type Open = 'enable' | 'disable' | 'revoke' | 'delete' | null;

/** The acts that end or give back the access of a client. */
export function ClientActs({ client }: { client: ClientObject }) {
  const t = useMessages();
  const { mayTake, mayGive } = useRights();
  const [open, setOpen] = useState<Open>(null);
  if (!mayTake) return null;
  const dialog = (name: Open) => ({ client, isOpen: open === name, onClose: () => setOpen(null) });
  return (
    <>
      {(client.enabled || mayGive) && (
        <Button onClick={() => setOpen(client.enabled ? 'disable' : 'enable')}>
          {t(client.enabled ? 'disable' : 'enable')}
        </Button>
      )}
      <Menu trigger={<IconButton icon="more" label={t('moreActs')} />}>
        <MenuItem onClick={() => setOpen('revoke')}>{t('revokeTokens')}</MenuItem>
        <MenuSeparator />
        <MenuItem isDangerous onClick={() => setOpen('delete')}>
          {t('deleteClient')}
        </MenuItem>
      </Menu>
      <EnabledDialog {...dialog('disable')} to={false} />
      <EnabledDialog {...dialog('enable')} to />
      <RevokeDialog {...dialog('revoke')} />
      <DeleteDialog {...dialog('delete')} />
    </>
  );
}
