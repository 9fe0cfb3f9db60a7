import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const de: Translation<typeof en> = {
  title: 'Signaturschlüssel',
  lead: 'Jede Seite signiert ihre Zugriffstoken mit einem eigenen Schlüssel und ersetzt ihn regelmäßig.',
  backoffice: 'Backoffice',
  storefront: 'Shop',
  processes: '{count} Prozess läuft. | {count} Prozesse laufen.',
  noKey: 'Diese Seite hat noch keinen Schlüssel. Der erste Prozess, der startet, macht einen.',
  keysOf: 'Schlüssel: {side}',
  key: 'Schlüssel',
  state: 'Zustand',
  announcedAt: 'Angekündigt',
  signsSince: 'Signiert seit',
  verifiesUntil: 'Prüft bis',
  lackedBy: 'Prozesse, denen er fehlt',
  acts: 'Aktionen',
  nobody: 'keine',
  notYet: 'noch nicht',
  noEnd: 'noch kein Ende',
  announced: 'angekündigt',
  active: 'signiert',
  retired: 'prüft nur noch',
  signs: 'signiert',
  verifies: 'prüft nur noch',
  forged: 'nicht echt',
  now: 'jetzt',
  rotate: 'Rotieren',
  rotateTitle: 'Neuen Schlüssel machen für: {side}?',
  rotateText:
    'Der neue Schlüssel wird erst angekündigt und signiert, wenn jeder Prozess und jeder Prüfer ihn haben kann. Kein Token verliert seine Gültigkeit.',
  rotateBy: 'Der laufende Prozess macht ihn. | Einer von {count} laufenden Prozessen macht ihn.',
  rotateLater: 'Kein Prozess dieser Seite läuft. Der nächste, der startet, macht ihn.',
  rotationRequested: 'Ein neuer Schlüssel ist angefordert. Er erscheint hier gleich.',
  announcedAlready: 'Ein Schlüssel ist schon angekündigt. Er signiert als nächster.',
  withdraw: 'Zurückziehen',
  withdrawKey: 'Schlüssel {key} zurückziehen',
  withdrawTitle: 'Diesen Schlüssel sofort zurückziehen?',
  withdrawn: 'Der Schlüssel ist zurückgezogen. Alle Prozesse lehnen seine Token ab.',
  announcedEnds:
    'Dieser Schlüssel hat noch nichts signiert, daher verliert kein Token seine Gültigkeit. Ein neuer wird gemacht, wenn einer nötig ist.',
  tokensEnd:
    'Etwa {count} Token verliert sofort seine Gültigkeit | Etwa {count} Token verlieren sofort ihre Gültigkeit',
  ofClients: '(von {count} Client). | (von {count} Clients).',
  clientsRetry:
    'Die Clients holen mit ihren Geheimnissen oder Schlüsseln neue Token. Wer nach einem Fehler nicht neu fragt, fällt aus.',
  sessionsStay: 'Sitzungen bleiben: Niemand wird abgemeldet.',
  verifiersLater:
    'Andere Prüfer können seine Token annehmen, bis ihre Kopie der Schlüssel abläuft.',
  nextAnnounced: 'Der angekündigte Schlüssel signiert sofort.',
  nextMade: 'Ein laufender Prozess macht einen neuen Schlüssel, der sofort signiert.',
  nextLater:
    'Kein Prozess dieser Seite läuft: Der nächste, der startet, macht einen neuen Schlüssel.',
};
