import type { Messages } from './en.js';

export const de: Messages = {
  signIn: 'Anmelden',
  continueTo: 'Melden Sie sich an, um fortzufahren',
  emailOrUsername: 'E-Mail-Adresse oder Benutzername',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signInFailed: 'Diese Anmeldedaten sind falsch.',
  tooManyAttempts: 'Zu viele Fehlversuche. Versuchen Sie es in {minutes} Min. wieder.',
  busy: 'Der Server ist ausgelastet. Versuchen Sie es in einigen Sekunden wieder.',
  otherWays: 'Andere Arten der Anmeldung',
  forgotten:
    'Passwort vergessen? Bitten Sie die Person, die Ihr Konto verwaltet, um einen neuen Link.',

  continue: 'Weiter',
  continuing: 'Einen Moment …',

  account: 'Ihr Konto',
  signedInAs: 'Angemeldet als {name}',
  signOut: 'Abmelden',
  signedOut: 'Sie sind abgemeldet.',
  sessions: 'Ihre Sitzungen',
  sessionsText: 'Die Browser, in denen Sie angemeldet sind.',
  address: 'Adresse',
  signedInAt: 'Angemeldet',
  lastUsedAt: 'Zuletzt benutzt',
  thisSession: 'diese Sitzung',
  unknownBrowser: 'unbekannt',
  endSession: 'Beenden',
  endSessionAt: 'Sitzung in {browser} beenden, angemeldet {time}',
  endOtherSessions: 'Alle anderen Sitzungen beenden',

  applications: 'Anwendungen mit Zugriff',
  applicationsText: 'Die Anwendungen, die für Sie handeln können.',
  noApplications: 'Keine Anwendung hat Zugriff.',
  applicationMay: 'Darf',
  accessSince: 'Zugriff seit',
  endAccess: 'Zugriff beenden',
  endAccessOf: 'Zugriff beenden: {client}',

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

  forgotPassword: 'Passwort vergessen?',
  recover: 'Neues Passwort festlegen',
  recoverText:
    'Wenn Sie ein Konto haben, bekommen Sie eine E-Mail mit einem Link, mit dem Sie ein neues Passwort festlegen.',
  sendLink: 'Link senden',
  lookIntoEmails: 'Sehen Sie in Ihre E-Mails',
  linkSent:
    'Wenn Sie ein Konto haben, ist eine E-Mail mit einem Link unterwegs. Das kann einige Minuten dauern. Sehen Sie auch in Ihren Spam-Ordner.',
  linkNoLongerValid: 'Er wurde schon benutzt, ist abgelaufen oder unvollständig.',
  askForLink: 'Neuen Link anfordern',
  tooManyRequests: 'Zu viele Anfragen aus Ihrem Netz. Versuchen Sie es in {minutes} Min. wieder.',

  signUp: 'Konto anlegen',
  signUpText: 'Sie bekommen eine E-Mail mit einem Link, mit dem Sie Ihr Passwort festlegen.',
  firstName: 'Vorname',
  lastName: 'Nachname',
  companyName: 'Firma',
  emailInvalid: 'Das ist keine gültige E-Mail-Adresse.',
  textInvalid: '{field}: 1 bis {max} Zeichen, ohne Sonderzeichen.',
  signUpSent:
    'Eine E-Mail an {email} ist unterwegs. Das kann einige Minuten dauern. Sehen Sie auch in Ihren Spam-Ordner.',
  signUpLinkInvalid:
    'Er wurde schon benutzt, ist abgelaufen oder unvollständig. Registrieren Sie sich noch einmal.',

  code: 'Code',
  enterCode: 'Code der App eingeben',
  codeText:
    'Öffnen Sie Ihre Authenticator-App und geben Sie die sechs Ziffern ein, die sie für dieses Konto anzeigt.',
  codeWrong:
    'Dieser Code ist nicht gültig. Warten Sie auf den nächsten und versuchen Sie es noch einmal.',
  useRecoveryCode: 'Stattdessen einen Wiederherstellungscode verwenden',
  enterRecoveryCode: 'Wiederherstellungscode eingeben',
  recoveryCode: 'Wiederherstellungscode',
  recoveryCodeText: 'Ein Wiederherstellungscode ersetzt den Code der App. Jeder gilt einmal.',
  recoveryCodeWrong: 'Dieser Wiederherstellungscode ist nicht gültig oder wurde schon verwendet.',
  useApp: 'Stattdessen die App verwenden',
  app: 'Authenticator-App',
  appText:
    'Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code. Mit ihr genügt Ihr Passwort allein nicht mehr für die Anmeldung.',
  appIsSetUp: 'Die App ist eingerichtet. Übrige Wiederherstellungscodes: {count}.',
  addApp: 'Authenticator-App einrichten',
  replaceApp: 'Andere App einrichten',
  removeApp: 'App entfernen',
  scanText: 'Scannen Sie das Bild mit der App oder geben Sie dort den Schlüssel ein.',
  qrCode: 'QR-Code mit dem Schlüssel',
  key: 'Schlüssel',
  openApp: 'App auf diesem Gerät öffnen',
  confirmApp: 'Geben Sie danach den Code ein, den die App anzeigt.',
  newRecoveryCodes: 'Neue Wiederherstellungscodes erzeugen',
  recoveryCodes: 'Ihre Codes zur Wiederherstellung',
  recoveryCodesText:
    'Bewahren Sie diese Codes an einem sicheren Ort auf, etwa in einem Passwortmanager. Sie brauchen einen, wenn Sie Ihre App verlieren. Sie werden nur jetzt angezeigt, und frühere Codes gelten nicht mehr.',
  recoveryCodesStored: 'Ich habe die Codes aufbewahrt',

  passkeys: 'Passkeys',
  passkeysText:
    'Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN Ihres Geräts an. Sie brauchen dann weder Passwort noch Code.',
  passkeyName: 'Name des Passkeys',
  passkeyDefaultName: 'Mein Passkey',
  addPasskey: 'Passkey hinzufügen',
  signInWithPasskey: 'Mit einem Passkey anmelden',
  passkeyFailed:
    'Der Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder melden Sie sich anders an.',
  passkeyNotAdded: 'Der Passkey wurde nicht hinzugefügt. Versuchen Sie es noch einmal.',
  passkeyNeedsScript: 'Passkeys brauchen JavaScript.',
  remove: 'Entfernen',
  removePasskeyNamed: 'Den Passkey {name} entfernen',
  passkeyAdded: 'hinzugefügt {time}',

  signInAt: 'Mit {provider} anmelden',
  identities: 'Anmeldung über Ihr Unternehmen',
  identitiesText: 'Konten bei anderen Anbietern, mit denen Sie sich hier anmelden.',
  linkIdentity: 'Ihr Konto bei {provider} verknüpfen',
  removeIdentityOf: 'Das Konto bei {provider} entfernen',
  identityLinked: 'verknüpft am {time}',
  providerUnavailable:
    '{provider} antwortet nicht. Versuchen Sie es später noch einmal, oder melden Sie sich anders an.',
  providerRejected:
    'Die Anmeldung mit {provider} hat nicht funktioniert. Versuchen Sie es noch einmal, oder melden Sie sich anders an.',
  providerExpired:
    'Diese Anmeldung ist abgelaufen oder hat in einem anderen Browser begonnen. Beginnen Sie noch einmal.',
  identityUnknown:
    'Ihr Konto bei {provider} ist mit keinem Konto hier verknüpft. Melden Sie sich anders an und verknüpfen Sie es auf der Seite Ihres Kontos, oder bitten Sie die Administration um eine Einladung.',
  identityTaken:
    'Ihr Konto bei {provider} ist hier mit einem anderen Konto verknüpft. Melden Sie sich bei {provider} ab, und versuchen Sie es noch einmal.',

  consent: '{client} bittet um Zugriff',
  consentText: '{client} möchte für Sie handeln und darf dann:',
  signedInToConsent: 'Sie sind als {name} angemeldet.',
  allow: 'Erlauben',
  deny: 'Nicht erlauben',

  error: 'Das hat nicht geklappt',
  errorCode: 'Code',
  requestId: 'Anfrage',
  requestRejected:
    'Die Anwendung hat eine Anfrage gesendet, die dieser Server nicht annimmt. Gehen Sie zurück zur Anwendung und beginnen Sie von vorn.',
  notFound: 'Diese Seite gibt es nicht.',
  otherSite:
    'Die Anfrage kam nicht von einer Seite dieser Website. Gehen Sie zurück und versuchen Sie es noch einmal.',
  badRequest:
    'Der Server konnte die Anfrage nicht verstehen. Gehen Sie zurück und versuchen Sie es noch einmal.',
  failed: 'Der Server konnte die Anfrage nicht beantworten. Versuchen Sie es später wieder.',
};
