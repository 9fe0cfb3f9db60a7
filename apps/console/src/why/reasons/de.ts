import { answers } from './answers/de.js';
import type { Reasons } from './reasons.js';

/** The reasons in German. */
export const de: Reasons = {
  locked: 'Aus diesem Netz kamen zu viele Fehlversuche, deshalb ist es für eine Weile gesperrt.',
  wait: 'Warten Sie, bis die Sperre endet: Retry-After der Antwort sagt, wann.',
  right: 'Die Zugangsdaten waren richtig.',
  further: {
    disabled: 'Außerdem ist der Client deaktiviert.',
    expired: 'Außerdem ist der Client abgelaufen.',
    owner_disabled: 'Außerdem darf sein Besitzer nicht handeln.',
    owner_gone: 'Außerdem gibt es seinen Besitzer nicht mehr.',
    network: 'Außerdem darf der Client aus diesem Netz nicht aufrufen.',
  },
  words: {
    ...answers,
    unknown_client: 'Diese Seite hat keinen Client mit dieser ID',
    'unknown_client.advice':
      'Vergleichen Sie die ID und die Adresse des Servers: Ein Client gilt nur an seiner eigenen Seite.',
    wrong_secret: 'Dieser Client hatte dieses Geheimnis nie',
    'wrong_secret.advice':
      'Vergleichen Sie die letzten vier Zeichen des Geheimnisses, das das Programm sendet, mit denen beim Client. Berichtigen Sie dann das Geheimnis, oder ersetzen Sie es.',
    expired_secret: 'Das Geheimnis ist abgelaufen oder wurde beendet',
    'expired_secret.advice':
      'Geben Sie der Maschine ein Geheimnis dieses Clients, das jetzt gilt, oder wechseln Sie zu einem neuen.',
    early_secret: 'Das Geheimnis gilt noch nicht',
    'early_secret.advice':
      'Benutzen Sie bis dahin das vorige Geheimnis, oder erzeugen Sie eines, das jetzt gilt.',
    unknown_secret: 'Kein Client dieser Seite hat dieses Geheimnis',
    'unknown_secret.advice': 'Senden Sie das Geheimnis an die Seite, zu der sein Client gehört.',
    disabled: 'Der Client ist deaktiviert',
    'disabled.advice': 'Aktivieren Sie den Client, wenn er arbeiten soll.',
    expired: 'Der Client selbst ist abgelaufen',
    'expired.advice': 'Setzen Sie ein späteres Ende des Clients, oder keines.',
    owner_disabled: 'Der Besitzer des Clients darf nicht handeln',
    'owner_disabled.advice':
      'Aktivieren Sie die Person, wenn sie hier arbeiten soll, oder geben Sie dem Client einen anderen Besitzer oder keinen.',
    owner_gone: 'Den Besitzer des Clients gibt es nicht mehr',
    'owner_gone.advice': 'Geben Sie dem Client einen anderen Besitzer oder keinen.',
    network: 'Die Anfrage kam aus einem Netz, aus dem der Client nicht aufrufen darf',
    new_network:
      'Die Zugangsdaten waren richtig, und der Client hat aus diesem Netz noch nie aufgerufen',
    'new_network.advice': 'Rufen Sie aus einem Netz auf, das der Client schon benutzt hat.',
    no_credentials:
      'Die Anfrage hatte weder Geheimnis noch Assertion, was nur ein öffentlicher Client darf',
    'no_credentials.advice':
      'Ein öffentlicher Client sendet nur die ID, jeder andere auch Zugangsdaten.',
    public_client: 'Ein öffentlicher Client hat keine Zugangsdaten, und darf keine senden',
    basic_not_form_encoded:
      'Die Basic-Zugangsdaten sind nicht als Formular kodiert (RFC 6749 §2.3.1)',
    'basic_not_form_encoded.advice':
      'Kodieren Sie ID und Geheimnis als Formular vor base64, oder senden Sie sie im Body.',
    unreadable_assertion: 'Die Client-Assertion ist kein unterschriebenes JWT mit sub',
    'unreadable_assertion.advice':
      'Unterschreiben Sie für jede Anfrage eine neue Assertion, mit einem Schlüssel, den der Client angegeben hat.',
    assertion_of_another: 'Der Parameter client_id und die Assertion nennen verschiedene Clients',
    'assertion_of_another.advice':
      'Lassen Sie client_id weg, oder senden Sie die ID in sub der Assertion.',
    bad_assertion: 'Die Client-Assertion verletzt eine Regel (RFC 7523 §3)',
    'bad_assertion.advice':
      'Berichtigen Sie die Angabe: iss und sub sind die Client-ID, aud ist der Aussteller, exp ist bald. Prüfen Sie die Uhr.',
    no_client_key: 'Der Client hat keinen Schlüssel, weder angegeben noch an seiner jwksUri',
    'no_client_key.advice':
      'Tragen Sie die öffentlichen Schlüssel des Clients ein, oder die Adresse, an der er sie veröffentlicht.',
    unknown_client_key: 'Der Client hat keinen Schlüssel mit der kid der Assertion',
    'unknown_client_key.advice':
      'Tragen Sie den neuen öffentlichen Schlüssel ein, bevor die Maschine mit ihm unterschreibt.',
    wrong_signature:
      'Die Assertion ist nicht von einem Schlüssel des Clients unterschrieben, mit dem Verfahren dieses Schlüssels',
    key_set_unavailable: 'Die Schlüssel des Clients waren an seiner jwksUri nicht zu holen',
    'key_set_unavailable.advice':
      'Öffnen Sie die jwksUri von der Maschine dieses Servers aus, und berichtigen Sie sie oder ihre Antwort.',
    replayed_assertion: 'Die Assertion wurde schon benutzt, und jede gilt nur einmal',
  },
};
