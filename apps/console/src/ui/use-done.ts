import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useToast } from './toast.js';

/**
 * Returns a function for the end of an act: it says that the act has succeeded, and reads again what the
 * act has changed.
 *
 *     const done = useDone();
 *     await done(t('saved'), ['people']);
 */
export function useDone(): (text: string, changed: QueryKey) => Promise<void> {
  const toast = useToast();
  const queries = useQueryClient();
  return async (text, changed) => {
    toast.good(text);
    await queries.invalidateQueries({ queryKey: changed });
  };
}
