import type { Reasons } from '../reason-words.js';

const NEW_TOKEN = 'Holen Sie am Token-Endpunkt dieser Seite ein neues Token.';
const CREDENTIALS_RIGHT = 'Die Zugangsdaten waren richtig.';
const NETWORK =
  'Fügen Sie das Netz der Adresse zu den Netzen des Clients hinzu, wenn der Rechner dorthin gehört.';

/** The commonest reasons in German. */
export const de: Reasons = {
  locked: 'Aus diesem Netz kamen zu viele Fehlversuche, deshalb ist es für eine Weile gesperrt.',
  further: {
    disabled: 'Außerdem ist der Client abgeschaltet.',
    expired: 'Außerdem ist der Client abgelaufen.',
    owner_disabled: 'Außerdem darf sein Besitzer nicht handeln.',
    owner_gone: 'Außerdem gibt es seinen Besitzer nicht mehr.',
    network: 'Außerdem darf der Client aus diesem Netz nicht aufrufen.',
  },
  kinds: {
    unknown_client: [
      'Diese Seite hat keinen Client mit dieser ID',
      'Vergleichen Sie die ID und die Adresse des Servers: Ein Client gilt nur an seiner eigenen Seite.',
    ],
    wrong_secret: [
      'Dieser Client hatte dieses Geheimnis nie',
      'Vergleichen Sie die letzten vier Zeichen mit den Geheimnissen des Clients. Berichtigen Sie dann das Geheimnis, oder wechseln Sie es.',
    ],
    expired_secret: [
      'Das Geheimnis ist abgelaufen oder wurde beendet',
      'Geben Sie dem Rechner ein Geheimnis dieses Clients, das jetzt gilt, oder wechseln Sie zu einem neuen.',
    ],
    early_secret: [
      'Das Geheimnis gilt noch nicht',
      'Benutzen Sie bis dahin das vorige Geheimnis, oder erzeugen Sie eines, das jetzt gilt.',
    ],
    unknown_secret: [
      'Kein Client dieser Seite hat dieses Geheimnis',
      'Senden Sie das Geheimnis an die Seite, zu der sein Client gehört.',
    ],
    disabled: [
      `Der Client ist abgeschaltet. ${CREDENTIALS_RIGHT}`,
      'Schalten Sie den Client ein, wenn er arbeiten soll.',
    ],
    expired: [
      `Der Client selbst ist abgelaufen. ${CREDENTIALS_RIGHT}`,
      'Setzen Sie ein späteres Ende des Clients, oder keines.',
    ],
    network: [
      `Die Anfrage kam aus einem Netz, aus dem der Client nicht aufrufen darf. ${CREDENTIALS_RIGHT}`,
      NETWORK,
    ],
    invalid_scope: [
      'Der Client bat um einen Scope, den er nicht hat: {description}',
      'Geben Sie dem Client den Scope, wenn er ihn braucht, oder lassen Sie ihn um weniger bitten.',
    ],
    limit: [
      'Der Client sandte mehr Anfragen, als seine Grenze erlaubt ({required})',
      'Lassen Sie den Client jedes Token bis zu seinem Ende benutzen und weniger Anfragen senden, oder erhöhen Sie seine Grenzen.',
    ],
    too_many_requests: [
      'Zu viele Anfragen: {description}',
      'Warten Sie so lange, wie Retry-After sagt, und senden Sie weniger Anfragen.',
    ],
    missing_token: [
      'Die Anfrage hatte kein Zugriffstoken im Header Authorization',
      'Senden Sie den Header Authorization: Bearer, gefolgt vom Token.',
    ],
    expired_token: [
      'Das Token ist abgelaufen',
      'Lassen Sie den Client ein neues Token holen, bevor expires_in vorbei ist. Prüfen Sie die Uhr.',
    ],
    invalid_signature: [
      'Das Token wurde nach der Unterschrift geändert oder ist gefälscht',
      NEW_TOKEN,
    ],
    revoked_token: [
      'Das Token wurde widerrufen, allein oder mit allen Token seines Clients oder seiner Person',
      `${NEW_TOKEN} Das Audit sagt, wer das alte widerrufen hat.`,
    ],
    network_not_allowed: ['Der Client des Tokens darf von dieser Adresse nicht aufrufen', NETWORK],
    insufficient_scope: [
      'Dem Token fehlt ein Scope, den diese Anfrage braucht ({required})',
      'Geben Sie dem Client, was fehlt, wenn er es haben soll, und lassen Sie ihn ein neues Token holen.',
    ],
  },
};
