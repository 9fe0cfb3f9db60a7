import type { Words } from '../reasons.js';

/** The reasons of refusals whose answer says why, in German. */
export const answers: Words = {
  invalid_request: 'Die Anfrage war keine gültige OAuth-Anfrage: {description}',
  'invalid_request.advice': 'Berichtigen Sie den Parameter, den die Antwort nennt.',
  invalid_client:
    'Die Anfrage nannte keinen Client, oder wies sich auf eine Weise aus, die dieser Server nicht kennt',
  'invalid_client.advice':
    'Senden Sie ID und Geheimnis als Basic-Zugangsdaten oder im Body, oder eine Client-Assertion.',
  unauthorized_client: 'Der Client darf diesen Grant-Typ nicht benutzen: {description}',
  'unauthorized_client.advice':
    'Fügen Sie dem Client den Grant-Typ hinzu, oder benutzen Sie einen Client, der ihn hat.',
  unsupported_grant_type: 'Der Server hat diesen Grant-Typ nicht: {description}',
  'unsupported_grant_type.advice': 'Senden Sie für eine Maschine grant_type=client_credentials.',
  invalid_scope: 'Der Client bat um einen Scope, den er nicht hat: {description}',
  'invalid_scope.advice':
    'Geben Sie dem Client den Scope, wenn er ihn braucht, oder lassen Sie ihn um weniger bitten.',
  invalid_target: 'Der Client bat um ein Token für eine andere API: {description}',
  'invalid_target.advice': 'Lassen Sie resource weg, oder fragen Sie den Server jener API.',
  invalid_grant: 'Der Code oder das Refresh-Token gilt nicht: {description}',
  'invalid_grant.advice': 'Die Person muss sich neu anmelden.',
  unsupported_response_type: 'Der Server hat diese Art der Antwort nicht: {description}',
  'unsupported_response_type.advice': 'Senden Sie response_type=code.',
  access_denied:
    'Die Person hat abgelehnt, oder ihre Rollen geben keinen der Scopes, oder das Formular kam von einer anderen Website',
  'access_denied.advice':
    'Fragen Sie die Person. Geben Sie ihr eine Rolle mit den Scopes, oder lassen Sie die App um andere bitten.',
  login_required:
    'Die App erlaubte keine Anmeldung (prompt=none), und die Person war nicht so angemeldet, wie die Anfrage es braucht',
  'login_required.advice':
    'Senden Sie die Anfrage ohne prompt=none, oder lassen Sie die Person sich anmelden.',
  consent_required:
    'Die App erlaubte keine Frage (prompt=none), und die Person hat den Scopes noch nicht zugestimmt',
  'consent_required.advice': 'Senden Sie die Anfrage ohne prompt=none.',
  unmet_authentication_requirements:
    'Die Anfrage verlangt eine stärkere Anmeldung, als die Person oder dieser Server hat',
  'unmet_authentication_requirements.advice':
    'Die Person richtet einen zweiten Faktor ein, oder die App sendet acr_values statt claims.',
  request_not_supported: 'Die Anfrage hat ein Request-Objekt, das dieser Server nicht liest',
  'request_not_supported.advice':
    'Senden Sie die Parameter selbst, oder vorab an den Server (RFC 9126).',
  request_uri_not_supported: 'Die request_uri der Anfrage stammt nicht von diesem Server',
  registration_not_supported: 'Die Anfrage wollte mit registration einen Client anlegen',
  'registration_not_supported.advice':
    'Lassen Sie registration weg: Clients legt der Betreiber an.',
  limit: 'Der Client sandte mehr Anfragen, als seine Grenze erlaubt ({required})',
  'limit.advice':
    'Lassen Sie den Client jedes Token bis zu seinem Ende benutzen und weniger Anfragen senden, oder erhöhen Sie seine Grenzen.',
  too_many_requests: 'Zu viele Anfragen: {description}',
  'too_many_requests.advice':
    'Warten Sie so lange, wie Retry-After sagt, und senden Sie weniger Anfragen.',
  missing_token: 'Die Anfrage hatte kein Zugriffstoken im Header Authorization',
  'missing_token.advice': 'Senden Sie den Header Authorization: Bearer, gefolgt vom Token.',
  malformed_token: 'Der Text im Header Authorization ist kein Zugriffstoken dieses Servers',
  'malformed_token.advice':
    'Senden Sie das Zugriffstoken genau so, wie der Token-Endpunkt es geliefert hat.',
  wrong_token_type: 'Das Token ist ein JWT anderer Art, etwa ein ID-Token',
  'wrong_token_type.advice': 'Senden Sie das Zugriffstoken.',
  unknown_key:
    'Diese Seite hat den Schlüssel nicht, der das Token unterschrieben hat, oder hat ihn zurückgezogen',
  'unknown_key.advice': 'Holen Sie am Token-Endpunkt dieser Seite ein neues Token.',
  invalid_signature: 'Das Token wurde nach der Unterschrift geändert oder ist gefälscht',
  invalid_claims: 'Dem Token fehlt eine Angabe, die jedes Zugriffstoken hat',
  expired_token: 'Das Token ist abgelaufen',
  'expired_token.advice':
    'Lassen Sie den Client ein neues Token holen, bevor expires_in vorbei ist. Prüfen Sie die Uhr.',
  token_not_yet_valid: 'Das Token gilt noch nicht',
  wrong_issuer:
    'Ein anderer Server hat das Token ausgestellt, oder die öffentliche Adresse dieses Servers ist inzwischen eine andere',
  wrong_audience: 'Das Token ist für eine andere API, meist für die der anderen Seite',
  dpop_bound_token: 'Das Token ist an einen Schlüssel gebunden, und wurde als Bearer gesandt',
  'dpop_bound_token.advice': 'Senden Sie es als DPoP, mit einem Nachweis im Header DPoP.',
  not_dpop_bound:
    'Das Token ist an keinen Schlüssel gebunden, und wurde als DPoP gesandt oder gehört einem Client, der gebundene Token braucht',
  'not_dpop_bound.advice':
    'Senden Sie es als Bearer, oder holen Sie ein Token mit einem Nachweis: Die Einzelheiten sagen, welches von beiden.',
  invalid_dpop_proof: 'Der Nachweis im Header DPoP gilt nicht: {description}',
  'invalid_dpop_proof.advice':
    'Erzeugen Sie für jede Anfrage einen Nachweis, für ihre Methode und ihre öffentliche Adresse. Prüfen Sie die Uhr.',
  wrong_dpop_key:
    'Den Nachweis hat ein anderer Schlüssel unterschrieben als der, an den das Token gebunden ist',
  'wrong_dpop_key.advice': 'Unterschreiben Sie Nachweise mit dem Schlüssel der Token-Anfrage.',
  revoked_token:
    'Das Token wurde widerrufen, allein oder mit allen Token seines Clients oder seiner Person',
  'revoked_token.advice':
    'Holen Sie am Token-Endpunkt dieser Seite ein neues Token. Das Audit sagt, wer das alte widerrufen hat.',
  client_inactive:
    'Der Client des Tokens ist deaktiviert, abgelaufen oder gelöscht, oder sein Besitzer darf nicht handeln',
  'client_inactive.advice':
    'Sehen Sie sich den Client an: Aktivieren Sie ihn, setzen Sie ein späteres Ende, oder geben Sie ihm einen anderen Besitzer.',
  person_inactive: 'Die Person des Tokens ist gesperrt, nicht bestätigt oder gelöscht',
  'person_inactive.advice':
    'Aktivieren Sie die Person, wenn sie hier arbeiten soll. Dann meldet sie sich neu an.',
  recent_sign_in_required:
    'Die Anfrage braucht eine Person, deren Anmeldung höchstens {required} Sekunden her ist',
  'recent_sign_in_required.advice': 'Melden Sie sich neu an, und wiederholen Sie die Anfrage.',
  cross_origin_request:
    'Die Anfrage hatte ein Sitzungs-Cookie, und kam von der Seite einer anderen Website',
  'cross_origin_request.advice': 'Rufen Sie mit einem Zugriffstoken auf.',
  network_not_allowed: 'Der Client des Tokens darf von dieser Adresse nicht aufrufen',
  'network_not_allowed.advice':
    'Fügen Sie das Netz der Adresse zu den Netzen des Clients hinzu, wenn die Maschine dorthin gehört.',
  insufficient_scope: 'Dem Token fehlt ein Scope, den diese Anfrage braucht ({required})',
  'insufficient_scope.advice':
    'Geben Sie dem Client, was fehlt, wenn er es haben soll, und lassen Sie ihn ein neues Token holen.',
  forbidden: 'Der Aufrufer darf nicht lesen oder tun, was die Anfrage verlangt',
  client_generated_id: 'Das Dokument hat eine id, und der Server wählt sie selbst',
  'client_generated_id.advice': 'Lassen Sie die id weg.',
  replacement_not_allowed: 'Die Liste ist zu lang, um sie auf einmal zu ersetzen: {description}',
  'replacement_not_allowed.advice': 'Fügen Sie mit POST hinzu, und entfernen Sie mit DELETE.',
  scope_not_held: 'Ein Aufrufer kann nicht geben, was ihm selbst fehlt: {description}',
  'scope_not_held.advice':
    'Fragen Sie jemanden mit clients:admin, oder benutzen Sie einen Client mit diesen Rechten.',
  owner_not_held: 'Der Client handelt für eine andere Person als der Client des Aufrufers',
  person_required: 'Nur eine Person, die sich angemeldet hat, darf diese Anfrage stellen',
  'person_required.advice': 'Melden Sie sich an, und wiederholen Sie die Anfrage.',
  less_restricted: 'Der Client ist oder wäre weniger eingeschränkt als der Client des Aufrufers',
  several: 'Ablehnungen von mehr Aufrufern, als für eine Minute verzeichnet werden',
  'several.advice': 'Suchen Sie im Log des Servers nach der Anfrage-ID.',
};
