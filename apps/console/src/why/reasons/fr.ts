import { answers } from './answers/fr.js';
import type { Reasons } from './reasons.js';

/** The reasons in French. */
export const fr: Reasons = {
  locked: 'Trop de tentatives de ce réseau ont échoué : il est bloqué pour un moment.',
  wait: 'Attendez la fin du blocage : Retry-After de la réponse dit quand.',
  right: 'Les identifiants étaient corrects.',
  further: {
    disabled: 'De plus, le client est désactivé.',
    expired: 'De plus, le client a expiré.',
    owner_disabled: 'De plus, son propriétaire ne peut pas agir.',
    owner_gone: 'De plus, son propriétaire n’existe plus.',
    network: 'De plus, le client ne peut pas appeler depuis ce réseau.',
  },
  words: {
    ...answers,
    unknown_client: 'Ce côté n’a pas de client avec cet identifiant',
    'unknown_client.advice':
      'Comparez l’identifiant et l’adresse du serveur : un client ne fonctionne que de son propre côté.',
    wrong_secret: 'Ce client n’a jamais eu ce secret',
    'wrong_secret.advice':
      'Comparez les quatre derniers caractères du secret que le programme envoie avec ceux affichés pour le client. Puis corrigez le secret, ou remplacez-le.',
    expired_secret: 'Le secret a expiré ou a été retiré',
    'expired_secret.advice':
      'Donnez à la machine un secret de ce client qui est valable maintenant, ou créez-en un nouveau.',
    early_secret: 'Le secret n’est pas encore valable',
    'early_secret.advice':
      'Utilisez le secret précédent d’ici là, ou créez-en un qui est valable maintenant.',
    unknown_secret: 'Aucun client de ce côté n’a ce secret',
    'unknown_secret.advice': 'Envoyez le secret au côté auquel son client appartient.',
    disabled: 'Le client est désactivé',
    'disabled.advice': 'Activez le client s’il doit fonctionner.',
    expired: 'Le client lui-même a expiré',
    'expired.advice': 'Choisissez une fin plus tardive pour le client, ou aucune.',
    owner_disabled: 'Le propriétaire du client ne peut pas agir',
    'owner_disabled.advice':
      'Activez la personne si elle doit travailler ici, ou donnez au client un autre propriétaire, ou aucun.',
    owner_gone: 'Le propriétaire du client n’existe plus',
    'owner_gone.advice': 'Donnez au client un autre propriétaire, ou aucun.',
    network: 'La requête venait d’un réseau depuis lequel le client ne peut pas appeler',
    new_network:
      'Les identifiants étaient corrects, et le client n’a jamais appelé depuis ce réseau',
    'new_network.advice': 'Appelez depuis un réseau que le client a déjà utilisé.',
    no_credentials:
      'La requête n’avait ni secret ni assertion, ce que seul un client public peut faire',
    'no_credentials.advice':
      'Un client public n’envoie que son identifiant ; tout autre client envoie aussi de quoi s’authentifier.',
    public_client: 'Un client public n’a pas de secret, et ne doit pas en envoyer',
    basic_not_form_encoded:
      'Les identifiants Basic ne sont pas encodés comme un formulaire (RFC 6749 §2.3.1)',
    'basic_not_form_encoded.advice':
      'Encodez l’identifiant et le secret comme un formulaire avant base64, ou envoyez-les dans le corps.',
    unreadable_assertion: 'L’assertion du client n’est pas un JWT signé avec sub',
    'unreadable_assertion.advice':
      'Signez une nouvelle assertion pour chaque requête, avec une clé que le client a indiquée.',
    assertion_of_another: 'Le paramètre client_id et l’assertion nomment des clients différents',
    'assertion_of_another.advice':
      'Retirez client_id, ou envoyez l’identifiant dans sub de l’assertion.',
    bad_assertion: 'L’assertion du client ne suit pas une règle (RFC 7523 §3)',
    'bad_assertion.advice':
      'Corrigez la donnée : iss et sub sont l’identifiant du client, aud est l’émetteur, exp est proche. Vérifiez l’heure.',
    no_client_key: 'Le client n’a pas de clé, ni enregistrée ni à sa jwksUri',
    'no_client_key.advice':
      'Enregistrez les clés publiques du client, ou l’adresse où il les publie.',
    unknown_client_key: 'Le client n’a pas de clé avec la kid de l’assertion',
    'unknown_client_key.advice':
      'Enregistrez la nouvelle clé publique avant que la machine ne signe avec elle.',
    wrong_signature:
      'L’assertion n’est pas signée par une clé du client, avec l’algorithme de cette clé',
    key_set_unavailable: 'Les clés du client n’ont pas pu être lues à sa jwksUri',
    'key_set_unavailable.advice':
      'Ouvrez la jwksUri depuis la machine de ce serveur, et corrigez-la ou sa réponse.',
    replayed_assertion: 'L’assertion a déjà servi, et chacune ne sert qu’une fois',
  },
};
