import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const fr: Translation<typeof en> = {
  title: 'Clés de signature',
  lead: 'Chaque côté signe ses jetons d’accès avec sa propre clé et la remplace régulièrement.',
  backoffice: 'Back office',
  storefront: 'Boutique',
  processes: '{count} processus est en cours. | {count} processus sont en cours.',
  noKey: 'Ce côté n’a pas encore de clé. Le premier processus qui démarre en crée une.',
  keysOf: 'Clés : {side}',
  key: 'Clé',
  state: 'État',
  announcedAt: 'Annoncée',
  signsSince: 'Signe depuis',
  verifiesUntil: 'Vérifie jusqu’à',
  lackedBy: 'Processus sans la clé',
  acts: 'Actions',
  nobody: 'aucun',
  notYet: 'pas encore',
  noEnd: 'pas encore de fin',
  announced: 'annoncée',
  active: 'signe',
  retired: 'vérifie seulement',
  signs: 'signe',
  verifies: 'vérifie seulement',
  forged: 'non authentique',
  now: 'maintenant',
  rotate: 'Renouveler',
  rotateTitle: 'Créer une nouvelle clé pour : {side} ?',
  rotateText:
    'La nouvelle clé est d’abord annoncée, et signe quand chaque processus et chaque vérificateur peut l’avoir. Aucun jeton ne cesse de fonctionner.',
  rotateBy: 'Le processus en cours la crée. | Un des {count} processus en cours la crée.',
  rotateLater: 'Aucun processus de ce côté n’est en cours. Le prochain qui démarre la créera.',
  rotationRequested: 'Une nouvelle clé est demandée. Elle apparaît ici dans un instant.',
  announcedAlready: 'Une clé est déjà annoncée. Ce sera la prochaine à signer.',
  withdraw: 'Révoquer',
  withdrawKey: 'Révoquer la clé {key}',
  withdrawTitle: 'Révoquer cette clé immédiatement ?',
  withdrawn: 'La clé est révoquée. Tous les processus refusent ses jetons.',
  announcedEnds:
    'Cette clé n’a encore rien signé : aucun jeton ne cesse de fonctionner. Une nouvelle est créée au besoin.',
  tokensEnd:
    'Environ {count} jeton cesse aussitôt de fonctionner | Environ {count} jetons cessent aussitôt de fonctionner',
  ofClients: '(de {count} client). | (de {count} clients).',
  clientsRetry:
    'Les clients obtiennent de nouveaux jetons avec leurs secrets ou clés. Ceux qui ne redemandent pas après une erreur s’arrêtent.',
  sessionsStay: 'Les sessions restent : personne n’est déconnecté.',
  verifiersLater:
    'D’autres vérificateurs peuvent accepter ses jetons jusqu’à l’expiration de leur copie des clés.',
  nextAnnounced: 'La clé annoncée signe aussitôt.',
  nextMade: 'Un processus en cours crée une nouvelle clé, qui signe aussitôt.',
  nextLater:
    'Aucun processus de ce côté n’est en cours : le prochain qui démarre crée une nouvelle clé.',
};
