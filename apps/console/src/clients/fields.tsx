import { TextArea, TextField } from '../ui/controls.js';
import { useMessages } from './use-messages.js';

/** The fields of every client that say what it is, and where it may call from. */
export function DescriptionFields() {
  const t = useMessages();
  return (
    <>
      <TextArea name="description" label={t('description')} rows={2} isOptional />
      <TextField name="contact" label={t('contact')} hint={t('contactHint')} isOptional />
      <TextArea
        name="allowedNetworks"
        label={t('networks')}
        hint={t('networksHint')}
        rows={3}
        isMono
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
      name="redirectUris"
      label={t('redirectUris')}
      hint={t('redirectUrisHint')}
      rows={3}
      isMono
      rules={{ required: t('redirectUrisMissing') }}
    />
  );
}
