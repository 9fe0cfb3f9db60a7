import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from './confirm-dialog.js';
import { useMessages } from './use-messages.js';

/** Asks before the person leaves a page, while `isActive` returns true. */
export function UnsavedGuard({ isActive }: { isActive: () => boolean }) {
  const t = useMessages();
  const blocker = useBlocker({
    // A change of the state in the address, such as another tab, keeps the page.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isActive(),
    enableBeforeUnload: isActive,
    withResolver: true,
  });
  const isAsked = blocker.status === 'blocked';
  return (
    <ConfirmDialog
      isOpen={isAsked}
      onClose={() => blocker.reset?.()}
      title={t('unsavedTitle')}
      actLabel={t('leave')}
      cancelLabel={t('stay')}
      onConfirm={async () => blocker.proceed?.()}
    >
      <p>{t('unsavedText')}</p>
    </ConfirmDialog>
  );
}
