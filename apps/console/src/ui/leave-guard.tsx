import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.js';
import { useMessages } from './use-messages.js';

interface LeaveGuardProps {
  /** True while leaving would lose something. */
  isActive: () => boolean;
  /** True when a change of the address within the page, such as another tab, loses nothing. */
  isOfWholePage?: boolean;
  title: string;
  children: ReactNode;
}

/** Asks before the person leaves a page, and lets the browser ask before it closes the page. */
export function LeaveGuard({ isActive, isOfWholePage = false, title, children }: LeaveGuardProps) {
  const t = useMessages();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isActive() && !(isOfWholePage && current.pathname === next.pathname),
    enableBeforeUnload: isActive,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={title}
      actLabel={t('leave')}
      cancelLabel={t('stay')}
      onConfirm={async () => blocker.proceed?.()}
    >
      <p>{children}</p>
    </ConfirmDialog>
  );
}
