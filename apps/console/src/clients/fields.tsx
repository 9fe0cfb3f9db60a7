import { TextArea, TextField } from '../ui/controls.js';
import { useMessages } from './use-messages.js';

/** The look of a field with one address on each line. */
const LINES = { rows: 3, isMono: true } as const;

/** The fields of every client that say what it is, and where it may call from. */
export function DescriptionFields() {
  const t = useMessages();
  return (
    <>
      <TextArea name="description" label={t('description')} rows={2} isOptional />
      <TextField name="contact" label={t('contact')} hint={t('contactHint')} isOptional />
      <TextArea
        {...LINES}
        name="allowedNetworks"
        label={t('networks')}
        hint={t('networksHint')}
        isOptional
      />
    </>
  );
}

/** The field of an app for people. */
export function RedirectUrisField() {
  const t = useMessages();
  return (
    <TextArea
      {...LINES}
      name="redirectUris"
      label={t('redirectUris')}
      hint={t('redirectUrisHint')}
      rules={{ required: t('redirectUrisMissing') }}
    />
  );
}
