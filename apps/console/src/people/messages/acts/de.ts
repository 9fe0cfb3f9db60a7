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
  disableSame: '{count} Person ist schon gesperrt. | {count} Personen sind schon gesperrt.',
  enableSame: '{count} Person ist schon aktiv. | {count} Personen sind schon aktiv.',
  sessionsEnd: '{count} Sitzung endet. | {count} Sitzungen enden.',
  clientsStop:
    '{count} Client, der in ihrem Namen handelt, funktioniert nicht mehr. | {count} Clients, die in ihrem Namen handeln, funktionieren nicht mehr.',
  clientsStart:
    '{count} Client, der in ihrem Namen handelt, funktioniert wieder. | {count} Clients, die in ihrem Namen handeln, funktionieren wieder.',
  tokensStop:
    '{count} Refresh-Token einer App wird abgelehnt. | {count} Refresh-Tokens von Apps werden abgelehnt.',
  partlyDone: 'Für die anderen erledigt. Fehlgeschlagen für: {names}',
  includesYou: 'Das betrifft auch Sie selbst.',
  nothingDone: 'Wegen {name} wurde für niemanden etwas geändert.',
  leaveOut: '{name} auslassen',
  rolesNotOffered:
    '{count} Rolle wird nicht angeboten: Sie hat Scopes, die Ihnen fehlen. | {count} Rollen werden nicht angeboten: Sie haben Scopes, die Ihnen fehlen.',
  rolesHint: 'Ohne Rolle kann die Person sich anmelden, aber nichts tun.',
};
