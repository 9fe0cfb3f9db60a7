import { type ReactNode, useState } from 'react';
import { useMay } from '../../api/session.js';
import type { Person } from '../data/person.js';
import { KINDS, type Kind } from '../kinds.js';
import { ActDialog } from './act-dialog.js';
import type { Act } from './run-act.js';

interface Acts {
  /** The acts that the person may do on people of this kind. */
  offered: readonly Act[];
  ask: (act: Act, people: Person[], onDone?: () => void) => void;
  /** Render it once. */
  dialog: ReactNode;
}

/** The acts on people that the roles of the person allow, and their dialog. */
export function useActs(kind: Kind): Acts {
  const mayWrite = useMay(KINDS[kind].write);
  const [mayRead, mayEnd] = [useMay('sessions:read'), useMay('sessions:write')];
  const [mayReadRoles, mayWriteRoles] = [useMay('roles:read'), useMay('roles:write')];
  const mayMove = useMay('customers:read');
  const [asked, setAsked] = useState<{ act: Act; people: Person[]; onDone?: () => void }>();
  const ofKind: readonly Act[] =
    kind === 'staff'
      ? mayReadRoles && mayWriteRoles
        ? ['giveRole', 'takeRole']
        : []
      : mayWrite && mayMove
        ? ['move', 'leave']
        : [];
  const offered: Act[] = [
    ...(mayWrite ? (['disable', 'enable'] as const) : []),
    ...(mayWrite && kind === 'accounts' ? (['confirm'] as const) : []),
    ...(mayRead && mayEnd ? (['endSessions'] as const) : []),
    ...ofKind,
    ...(mayWrite ? (['remove'] as const) : []),
  ];
  return {
    offered,
    ask: (act, people, onDone) => setAsked({ act, people, onDone }),
    dialog: (
      <ActDialog
        request={asked}
        onClose={() => setAsked(undefined)}
        onDone={() => asked?.onDone?.()}
      />
    ),
  };
}
