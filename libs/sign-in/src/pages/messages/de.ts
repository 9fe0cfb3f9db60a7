import type { Messages } from './en.js';

export const de: Messages = {
  signIn: 'Anmelden',
  continueTo: 'Melden Sie sich an, um fortzufahren',
  emailOrUsername: 'E-Mail-Adresse oder Benutzername',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signInFailed: 'Der Name oder das Passwort ist falsch.',
  tooManyAttempts: 'Zu viele Fehlversuche. Versuchen Sie es in {minutes} Min. wieder.',
  busy: 'Der Server ist ausgelastet. Versuchen Sie es in einigen Sekunden wieder.',
  otherWays: 'Andere Arten der Anmeldung',
  forgotten:
    'Passwort vergessen? Bitten Sie die Person, die Ihr Konto verwaltet, um einen neuen Link.',

  continue: 'Weiter',
  continuing: 'Einen Moment …',
  cancel: 'Abbrechen',

  account: 'Ihr Konto',
  signedInAs: 'Angemeldet als {name}',
  signOut: 'Abmelden',
  signedOut: 'Sie sind abgemeldet.',
  sessions: 'Ihre Sitzungen',
  sessionsText: 'Die Browser, in denen Sie angemeldet sind.',
  browser: 'Browser',
  address: 'Adresse',
  signedInAt: 'Angemeldet',
  lastUsedAt: 'Zuletzt benutzt',
  thisSession: 'diese Sitzung',
  unknownBrowser: 'unbekannt',
  endSession: 'Beenden',
  endSessionAt: 'Sitzung in {browser} beenden, angemeldet {time}',
  endOtherSessions: 'Alle anderen Sitzungen beenden',

  changePassword: 'Passwort ändern',
  currentPassword: 'Bisheriges Passwort',
  newPassword: 'Neues Passwort',
  repeatPassword: 'Neues Passwort wiederholen',
  passwordRules:
    'Mindestens {min} Zeichen. Mehrere Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.',
  passwordTooShort: 'Das Passwort muss mindestens {min} Zeichen haben.',
  passwordTooLong: 'Das Passwort darf höchstens {max} Zeichen haben.',
  passwordTooCommon: 'Dieses Passwort ist zu leicht zu erraten. Wählen Sie ein anderes.',
  passwordsDiffer: 'Die beiden Passwörter sind verschieden.',
  passwordWrong: 'Das bisherige Passwort ist falsch.',
  passwordChanged: 'Ihr Passwort ist geändert, und alle anderen Sitzungen sind beendet.',
  setPassword: 'Passwort festlegen',
  setPasswordFor: 'Ein neues Passwort für {name}',
  save: 'Speichern',
  linkInvalid: 'Dieser Link ist nicht gültig',
  linkInvalidText:
    'Er wurde schon benutzt, ist abgelaufen oder unvollständig. Bitten Sie die Person, die Ihr Konto verwaltet, um einen neuen.',

  consent: '{client} bittet um Zugriff',
  consentText: '{client} möchte für Sie handeln und darf dann:',
  signedInToConsent: 'Sie sind als {name} angemeldet.',
  allow: 'Erlauben',
  deny: 'Nicht erlauben',

  error: 'Das hat nicht geklappt',
  errorCode: 'Code',
  requestId: 'Anfrage',
  notFound: 'Diese Seite gibt es nicht.',
  otherSite:
    'Die Anfrage kam nicht von einer Seite dieser Website. Gehen Sie zurück und versuchen Sie es noch einmal.',
  badRequest:
    'Der Server konnte die Anfrage nicht verstehen. Gehen Sie zurück und versuchen Sie es noch einmal.',
  failed: 'Der Server konnte die Anfrage nicht beantworten. Versuchen Sie es später wieder.',
};
