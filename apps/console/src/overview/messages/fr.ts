import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const fr: Translation<typeof en> = {
  title: 'Vue d’ensemble',
  lead: 'Ce qui demande votre attention, et l’activité des clients.',
  attention: 'Demande votre attention',
  allGood: 'Rien ne demande votre attention',
  allGoodText:
    'Aucun secret n’expire dans les 14 jours, chaque client a servi dans les 90 derniers jours, et toutes les clés et tous les événements sont en ordre.',
  nothingAllowed: 'Vos rôles n’affichent rien ici',
  nothingAllowedText:
    'Demandez à l’administration un rôle avec l’autorisation dont vous avez besoin, par exemple clients:read. Les sections que vos rôles permettent sont dans la navigation.',
  secretsEnd:
    '{count} client a un secret qui expire dans les 14 jours | {count} clients ont un secret qui expire dans les 14 jours',
  secretsEndText:
    'Remplacez le secret avant sa fin. L’ancien et le nouveau sont valables ensemble un moment.',
  clientsExpire:
    '{count} client expire dans les 14 jours | {count} clients expirent dans les 14 jours',
  clientsExpireText: 'Prolongez un client dont vous avez encore besoin.',
  unused:
    '{count} client n’a pas servi depuis 90 jours | {count} clients n’ont pas servi depuis 90 jours',
  unusedText: 'Désactivez un client inutile. Ses secrets donneraient accès à quiconque les trouve.',
  refused:
    '{count} client a été refusé dans les dernières 24 heures | {count} clients ont été refusés dans les dernières 24 heures',
  atLeast: 'Au moins {text}',
  refusedText: 'Voyez pourquoi, et ce qu’il faut faire : {names}.',
  others: '{count} autre | {count} autres',
  keysLacked:
    '{count} clé de signature manque à un processus | {count} clés de signature manquent à un processus',
  keysLackedText: 'Les jetons et les contrôles de ce processus peuvent échouer : voyez lequel.',
  chainBroken: 'Le journal d’audit a été modifié',
  chainBrokenText: 'La vérification a trouvé un problème à l’événement {event} : {problem}',
  chainUnverified: 'Le journal d’audit n’est pas vérifié',
  chainUnverifiedText: 'Aucune vérification n’a encore contrôlé la chaîne.',
  chainStale: 'Le journal d’audit n’a pas été vérifié depuis un jour',
  chainStaleText: 'La dernière vérification s’est terminée {when}.',
  usage: 'Les dernières 24 heures',
  usageLead: 'Sommes de tous les clients, avec celles de l’heure en cours en dessous.',
  backoffice: 'Back-office',
  storefront: 'Boutique',
  tokens: 'Jetons émis',
  calls: 'Appels acceptés',
  denials: 'Appels refusés',
  thisHour: '{count} cette heure-ci',
  noUsage: 'Aucun client n’a appelé dans les dernières 24 heures.',
};
