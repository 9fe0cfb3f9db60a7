import { LeaveGuard } from './leave-guard.js';
import { useMessages } from './use-messages.js';

/** Asks before the person leaves a page with input that is not saved. */
export function UnsavedGuard({ isActive }: { isActive: () => boolean }) {
  const t = useMessages();
  return (
    <LeaveGuard isActive={isActive} isOfWholePage title={t('unsavedTitle')}>
      {t('unsavedText')}
    </LeaveGuard>
  );
}
