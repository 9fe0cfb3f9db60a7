import { BASE } from '../api/base.js';
import { useSession } from '../api/session.js';
import { type Language, LANGUAGES, useLanguage } from '../messages/language.js';
import { Button } from '../ui/button.js';
import { Menu, MenuItem, MenuRadio, MenuSeparator } from '../ui/menu.js';
import { useTheme } from './theme.js';
import { useMessages } from './use-messages.js';

const LANGUAGE_OPTIONS = Object.entries(LANGUAGES) as [Language, string][];

/** The name of the person, with theme, language, account and sign-out. */
export function AccountMenu() {
  const t = useMessages();
  const { person } = useSession();
  const [theme, chooseTheme] = useTheme();
  const { language, choose } = useLanguage();
  const name = `${person.givenName} ${person.familyName}`;
  return (
    <Menu
      trigger={
        <Button kind="quiet" icon="user" aria-label={t('accountOf', { name })}>
          {name}
        </Button>
      }
    >
      <MenuRadio
        label={t('theme')}
        value={theme}
        onChange={chooseTheme}
        options={[
          ['system', t('themeSystem')],
          ['light', t('themeLight')],
          ['dark', t('themeDark')],
        ]}
      />
      <MenuSeparator />
      <MenuRadio
        label={t('language')}
        value={language}
        onChange={choose}
        options={LANGUAGE_OPTIONS}
      />
      <MenuSeparator />
      <MenuItem onClick={() => location.assign(`${BASE}/account`)}>{t('account')}</MenuItem>
      <MenuItem onClick={signOut}>{t('signOut')}</MenuItem>
    </Menu>
  );
}

/** Sends the form of the sign-out, whose answer is a page of the server. */
function signOut(): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${BASE}/sign-out`;
  document.body.append(form);
  form.submit();
}
