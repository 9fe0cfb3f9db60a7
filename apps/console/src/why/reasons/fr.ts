import type { Reasons } from '../reason-words.js';

const NEW_TOKEN = 'Demandez un nouveau jeton au point de jeton de ce côté.';
const CREDENTIALS_RIGHT = 'Les identifiants étaient corrects.';
const NETWORK =
  'Ajoutez le réseau de cette adresse aux réseaux du client si la machine en fait partie.';

/** The commonest reasons in French. */
export const fr: Reasons = {
  locked: 'Trop de tentatives de ce réseau ont échoué : il est bloqué pour un moment.',
  further: {
    disabled: 'De plus, le client est désactivé.',
    expired: 'De plus, le client a expiré.',
    owner_disabled: 'De plus, son propriétaire ne peut pas agir.',
    owner_gone: 'De plus, son propriétaire n’existe plus.',
    network: 'De plus, le client ne peut pas appeler depuis ce réseau.',
  },
  kinds: {
    unknown_client: [
      'Ce côté n’a pas de client avec cet identifiant',
      'Comparez l’identifiant et l’adresse du serveur : un client ne fonctionne que de son propre côté.',
    ],
    wrong_secret: [
      'Ce client n’a jamais eu ce secret',
      'Comparez les quatre derniers caractères avec les secrets du client. Puis corrigez le secret, ou remplacez-le.',
    ],
    expired_secret: [
      'Le secret a expiré ou a été retiré',
      'Donnez à la machine un secret de ce client qui est valable maintenant, ou créez-en un nouveau.',
    ],
    early_secret: [
      'Le secret n’est pas encore valable',
      'Utilisez le secret précédent d’ici là, ou créez-en un qui est valable maintenant.',
    ],
    unknown_secret: [
      'Aucun client de ce côté n’a ce secret',
      'Envoyez le secret au côté auquel son client appartient.',
    ],
    disabled: [
      `Le client est désactivé. ${CREDENTIALS_RIGHT}`,
      'Activez le client s’il doit fonctionner.',
    ],
    expired: [
      `Le client lui-même a expiré. ${CREDENTIALS_RIGHT}`,
      'Choisissez une fin plus tardive pour le client, ou aucune.',
    ],
    network: [
      `La requête venait d’un réseau depuis lequel le client ne peut pas appeler. ${CREDENTIALS_RIGHT}`,
      NETWORK,
    ],
    invalid_scope: [
      'Le client a demandé un scope qu’il n’a pas : {description}',
      'Ajoutez le scope au client s’il en a besoin, ou faites-lui demander moins.',
    ],
    limit: [
      'Le client a envoyé plus de requêtes que sa limite ne le permet ({required})',
      'Faites utiliser chaque jeton jusqu’à sa fin et envoyer moins de requêtes, ou augmentez ses limites.',
    ],
    too_many_requests: [
      'Trop de requêtes : {description}',
      'Attendez le temps que Retry-After indique, et envoyez moins de requêtes.',
    ],
    missing_token: [
      'La requête n’avait pas de jeton d’accès dans l’en-tête Authorization',
      'Envoyez l’en-tête Authorization: Bearer, suivi du jeton.',
    ],
    expired_token: [
      'Le jeton a expiré',
      'Faites demander un nouveau jeton avant la fin de expires_in. Vérifiez l’heure.',
    ],
    invalid_signature: ['Le jeton a été modifié après sa signature, ou il est faux', NEW_TOKEN],
    revoked_token: [
      'Le jeton a été révoqué, seul ou avec tous les jetons de son client ou de sa personne',
      `${NEW_TOKEN} L’audit dit qui a révoqué l’ancien.`,
    ],
    network_not_allowed: ['Le client du jeton ne peut pas appeler depuis cette adresse', NETWORK],
    insufficient_scope: [
      'Il manque au jeton un scope dont cette requête a besoin ({required})',
      'Donnez au client ce qui manque, s’il doit l’avoir, et faites-lui demander un nouveau jeton.',
    ],
  },
};
