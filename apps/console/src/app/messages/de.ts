import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const de: Translation<typeof en> = {
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptnavigation',
  openNavigation: 'Menü',
  closeNavigation: 'Menü schließen',
  account: 'Ihr Konto',
  accountOf: 'Konto von {name}',
  signOut: 'Abmelden',
  theme: 'Darstellung',
  themeSystem: 'Wie das System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  language: 'Sprache',
  offline:
    'Sie sind offline. Nichts ist verloren; die Konsole arbeitet weiter, sobald die Verbindung wieder da ist.',
  notFound: 'Diese Seite gibt es nicht',
  notFoundText: 'Die Adresse ist falsch, oder die Seite ist umgezogen.',
  toOverview: 'Zur Übersicht',
  endedTitle: 'Erneut anmelden',
  endedText:
    'Ihre Sitzung ist beendet. Melden Sie sich in einem neuen Fenster an; diese Seite behält Ihre Eingaben.',
  recentTitle: 'Bestätigen Sie, dass Sie es sind',
  recentText:
    'Dafür ist eine Anmeldung in den letzten Minuten nötig. Melden Sie sich in einem neuen Fenster erneut an; diese Seite behält Ihre Eingaben.',
  signIn: 'Anmelden',
  signInWaiting: 'Wartet auf die Anmeldung im anderen Fenster …',
  signedIn: 'Sie sind angemeldet',
  signedInText: 'Schließen Sie dieses Fenster, und arbeiten Sie im anderen weiter.',
  otherPerson: 'Eine andere Person hat sich angemeldet. Die Seite wird für {name} neu geladen.',
};
