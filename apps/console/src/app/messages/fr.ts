import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const fr: Translation<typeof en> = {
  skip: 'Aller au contenu',
  navigation: 'Navigation principale',
  openNavigation: 'Menu',
  closeNavigation: 'Fermer le menu',
  account: 'Votre compte',
  accountOf: 'Compte de {name}',
  signOut: 'Se déconnecter',
  theme: 'Apparence',
  themeSystem: 'Comme le système',
  themeLight: 'Claire',
  themeDark: 'Sombre',
  language: 'Langue',
  offline:
    'Vous êtes hors ligne. Rien n’est perdu ; la console continue dès que la connexion est rétablie.',
  notFound: 'Cette page n’existe pas',
  notFoundText: 'L’adresse est fausse, ou la page a été déplacée.',
  toOverview: 'Aller à la vue d’ensemble',
  endedTitle: 'Se connecter à nouveau',
  endedText:
    'Votre session est terminée. Connectez-vous dans une nouvelle fenêtre ; cette page conserve votre saisie.',
  recentTitle: 'Confirmez que c’est bien vous',
  recentText:
    'Cet acte exige une connexion de moins de quelques minutes. Reconnectez-vous dans une nouvelle fenêtre ; cette page conserve votre saisie.',
  signIn: 'Se connecter',
  signInWaiting: 'En attente de la connexion dans l’autre fenêtre …',
  signedIn: 'Vous êtes connecté',
  signedInText: 'Fermez cette fenêtre et continuez dans l’autre.',
  otherPerson: 'Une autre personne s’est connectée. La page est rechargée pour {name}.',
};
