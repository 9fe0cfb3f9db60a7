import type { Translation } from '../../../messages/translate.js';
import type { en } from './en.js';

export const de: Translation<typeof en> = {
  disable: 'Sperren',
  enable: 'Aktivieren',
  confirm: 'Adresse bestätigen',
  endSessions: 'Alle Sitzungen beenden',
  giveRole: 'Rolle geben',
  takeRole: 'Rolle nehmen',
  move: 'In eine Firma verschieben',
  leave: 'Aus der Firma nehmen',
  remove: 'Löschen',
  disableTitle: '{who} sperren?',
  enableTitle: '{who} aktivieren?',
  confirmTitle: 'Die Adresse von {who} bestätigen?',
  endSessionsTitle: 'Alle Sitzungen von {who} beenden?',
  giveRoleTitle: '{who} eine Rolle geben',
  takeRoleTitle: '{who} eine Rolle nehmen',
  moveTitle: '{who} in eine Firma verschieben',
  leaveTitle: '{who} aus der Firma nehmen?',
  removeTitle: '{who} löschen?',
  disableText:
    'Eine Anmeldung ist nicht mehr möglich. Wer wieder aktiviert wird, erhält alles zurück außer den Sitzungen.',
  enableText: 'Die Anmeldung ist wieder möglich, mit den vorhandenen Rollen.',
  confirmText:
    'Die Anmeldung ist dann ohne den Link der Registrierung möglich. Bestätigen Sie nur geprüfte Adressen.',
  endSessionsText:
    'Die Abmeldung gilt überall, und Apps verlieren den Zugriff aus diesen Sitzungen.',
  giveRoleText: 'Die Scopes der Rolle gelten ab der nächsten Anmeldung.',
  takeRoleText: 'Scopes, die keine andere Rolle gibt, gehen sofort verloren.',
  moveText: 'Sichtbar sind dann die Bestellungen der neuen Firma, nicht mehr die der alten.',
  leaveText: 'Das Konto bleibt; die Bestellungen der Firma sind nicht mehr sichtbar.',
  removeText: 'Das lässt sich nicht rückgängig machen. Das Prüfprotokoll bleibt erhalten.',
  disableDone: '{who}: gesperrt',
  enableDone: '{who}: aktiviert',
  confirmDone: '{who}: Adresse bestätigt',
  endSessionsDone: '{who}: alle Sitzungen beendet',
  giveRoleDone: '{who}: Rolle gegeben',
  takeRoleDone: '{who}: Rolle genommen',
  moveDone: '{who}: verschoben',
  leaveDone: '{who}: aus der Firma genommen',
  removeDone: '{who}: gelöscht',
  disableSame: {
    one: '{count} Person ist schon gesperrt.',
    other: '{count} Personen sind schon gesperrt.',
  },
  enableSame: {
    one: '{count} Person ist schon aktiv.',
    other: '{count} Personen sind schon aktiv.',
  },
  sessionsEnd: { one: '{count} Sitzung endet.', other: '{count} Sitzungen enden.' },
  clientsStop: {
    one: '{count} Client, der in ihrem Namen handelt, funktioniert nicht mehr.',
    other: '{count} Clients, die in ihrem Namen handeln, funktionieren nicht mehr.',
  },
  clientsStart: {
    one: '{count} Client, der in ihrem Namen handelt, funktioniert wieder.',
    other: '{count} Clients, die in ihrem Namen handeln, funktionieren wieder.',
  },
  tokensStop: {
    one: '{count} Refresh-Token einer App wird abgelehnt.',
    other: '{count} Refresh-Tokens von Apps werden abgelehnt.',
  },
  partlyDone: 'Für die anderen erledigt. Fehlgeschlagen für: {names}',
  includesYou: 'Das betrifft auch Sie selbst.',
  nothingDone: 'Wegen {name} wurde für niemanden etwas geändert.',
  leaveOut: '{name} auslassen',
  rolesNotOffered: {
    one: '{count} Rolle wird nicht angeboten: Sie hat Scopes, die Ihnen fehlen.',
    other: '{count} Rollen werden nicht angeboten: Sie haben Scopes, die Ihnen fehlen.',
  },
  rolesHint: 'Ohne Rolle kann die Person sich anmelden, aber nichts tun.',
};
