import type { Translation } from '../../../messages/translate.js';
import type { en } from './en.js';

export const fr: Translation<typeof en> = {
  disable: 'Désactiver',
  enable: 'Activer',
  confirm: 'Confirmer l’adresse',
  endSessions: 'Fermer toutes les sessions',
  giveRole: 'Donner un rôle',
  takeRole: 'Retirer un rôle',
  move: 'Déplacer vers une entreprise',
  leave: 'Retirer de l’entreprise',
  remove: 'Supprimer',
  disableTitle: 'Désactiver {who} ?',
  enableTitle: 'Activer {who} ?',
  confirmTitle: 'Confirmer l’adresse de {who} ?',
  endSessionsTitle: 'Fermer toutes les sessions de {who} ?',
  giveRoleTitle: 'Donner un rôle à {who}',
  takeRoleTitle: 'Retirer un rôle à {who}',
  moveTitle: 'Déplacer {who} vers une entreprise',
  leaveTitle: 'Retirer {who} de l’entreprise ?',
  removeTitle: 'Supprimer {who} ?',
  disableText:
    'La connexion n’est plus possible. Une réactivation rétablit tout, sauf les sessions.',
  enableText: 'La connexion est à nouveau possible, avec les rôles existants.',
  confirmText:
    'La connexion devient possible sans le lien d’inscription. Ne confirmez que des adresses vérifiées.',
  endSessionsText:
    'La déconnexion vaut partout, et les applications perdent l’accès obtenu dans ces sessions.',
  giveRoleText: 'Les scopes du rôle valent à la prochaine connexion.',
  takeRoleText: 'Les scopes qu’aucun autre rôle ne donne sont perdus aussitôt.',
  moveText:
    'Les commandes de la nouvelle entreprise deviennent visibles, celles de l’ancienne ne le sont plus.',
  leaveText: 'Le compte reste ; les commandes de l’entreprise ne sont plus visibles.',
  removeText: 'C’est irréversible. Le journal d’audit conserve ce qui a été fait.',
  disableDone: '{who} : désactivation faite',
  enableDone: '{who} : activation faite',
  confirmDone: '{who} : adresse confirmée',
  endSessionsDone: '{who} : toutes les sessions fermées',
  giveRoleDone: '{who} : rôle donné',
  takeRoleDone: '{who} : rôle retiré',
  moveDone: '{who} : déplacement fait',
  leaveDone: '{who} : retrait de l’entreprise fait',
  removeDone: '{who} : suppression faite',
  disableSame: '{count} personne est déjà désactivée. | {count} personnes sont déjà désactivées.',
  enableSame: '{count} personne est déjà active. | {count} personnes sont déjà actives.',
  sessionsEnd: '{count} session se ferme. | {count} sessions se ferment.',
  clientsStop:
    '{count} client qui agit en leur nom cesse de fonctionner. | {count} clients qui agissent en leur nom cessent de fonctionner.',
  clientsStart:
    '{count} client qui agit en leur nom fonctionne à nouveau. | {count} clients qui agissent en leur nom fonctionnent à nouveau.',
  tokensStop:
    '{count} jeton de rafraîchissement d’une application est refusé. | {count} jetons de rafraîchissement d’applications sont refusés.',
  partlyDone: 'Fait pour les autres. Échec pour : {names}',
  includesYou: 'Cela vous concerne aussi.',
  nothingDone: 'Rien n’a été modifié pour personne, à cause de {name}.',
  leaveOut: 'Laisser {name} de côté',
  rolesNotOffered:
    '{count} rôle n’est pas proposé : il a des scopes que vous n’avez pas. | {count} rôles ne sont pas proposés : ils ont des scopes que vous n’avez pas.',
  rolesHint: 'Sans rôle, la personne peut se connecter, mais ne peut rien faire.',
};
