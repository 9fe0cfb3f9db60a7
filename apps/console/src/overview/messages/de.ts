import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const de: Translation<typeof en> = {
  title: 'Übersicht',
  lead: 'Was Ihre Aufmerksamkeit braucht, und wie viel die Clients tun.',
  attention: 'Braucht Aufmerksamkeit',
  allGood: 'Nichts braucht Aufmerksamkeit',
  allGoodText:
    'Kein Geheimnis endet in den nächsten 14 Tagen, jeder Client wurde in den letzten 90 Tagen benutzt, und alle Schlüssel und Ereignisse sind in Ordnung.',
  nothingAllowed: 'Ihre Rollen zeigen hier nichts',
  nothingAllowedText:
    'Bitten Sie die Verwaltung um eine Rolle mit der Berechtigung, die Sie brauchen, etwa clients:read. Bereiche, die Ihre Rollen erlauben, stehen in der Navigation.',
  secretsEnd:
    '{count} Client hat ein Geheimnis, das in 14 Tagen endet | {count} Clients haben ein Geheimnis, das in 14 Tagen endet',
  secretsEndText:
    'Ersetzen Sie das Geheimnis vor seinem Ende. Das alte und das neue gelten eine Weile gemeinsam.',
  clientsExpire: '{count} Client läuft in 14 Tagen ab | {count} Clients laufen in 14 Tagen ab',
  clientsExpireText: 'Verlängern Sie einen Client, der noch gebraucht wird.',
  unused:
    '{count} Client wurde seit 90 Tagen nicht benutzt | {count} Clients wurden seit 90 Tagen nicht benutzt',
  unusedText:
    'Deaktivieren Sie einen Client, den niemand braucht. Seine Geheimnisse gäben jedem Zugang, der sie findet.',
  refused:
    '{count} Client wurde in den letzten 24 Stunden abgelehnt | {count} Clients wurden in den letzten 24 Stunden abgelehnt',
  atLeast: 'Mindestens {text}',
  refusedText: 'Sehen Sie, warum, und was zu tun ist: {names}.',
  others: '{count} weiterer | {count} weitere',
  keysLacked:
    '{count} Signaturschlüssel fehlt in einem Prozess | {count} Signaturschlüssel fehlen in einem Prozess',
  keysLackedText:
    'Tokens und Prüfungen dieses Prozesses können scheitern: sehen Sie nach, welcher es ist.',
  chainBroken: 'Das Protokoll wurde verändert',
  chainBrokenText: 'Die Prüfung hat beim Ereignis {event} einen Fehler gefunden: {problem}',
  chainUnverified: 'Das Protokoll ist nicht geprüft',
  chainUnverifiedText: 'Noch keine Prüfung hat die Kette untersucht.',
  chainStale: 'Das Protokoll wurde seit einem Tag nicht geprüft',
  chainStaleText: 'Die letzte Prüfung endete {when}.',
  usage: 'Die letzten 24 Stunden',
  usageLead: 'Summen aller Clients, darunter die der laufenden Stunde.',
  backoffice: 'Backoffice',
  storefront: 'Storefront',
  tokens: 'Ausgestellte Tokens',
  calls: 'Angenommene Aufrufe',
  denials: 'Abgelehnte Aufrufe',
  thisHour: '{count} in dieser Stunde',
  noUsage: 'In den letzten 24 Stunden hat kein Client aufgerufen.',
};
