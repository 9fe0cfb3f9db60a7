import type { Words } from '../reasons.js';

/** The reasons of refusals whose answer says why, in French. */
export const answers: Words = {
  invalid_request: 'La requête n’était pas une requête OAuth valable : {description}',
  'invalid_request.advice': 'Corrigez le paramètre que la réponse nomme.',
  invalid_client:
    'La requête ne nommait aucun client, ou s’authentifiait d’une manière que ce serveur ne connaît pas',
  'invalid_client.advice':
    'Envoyez l’identifiant et le secret en Basic ou dans le corps, ou une assertion de client.',
  unauthorized_client: 'Le client ne peut pas utiliser ce type d’autorisation : {description}',
  'unauthorized_client.advice':
    'Ajoutez le type d’autorisation au client, ou utilisez un client qui l’a.',
  unsupported_grant_type: 'Le serveur n’a pas ce type d’autorisation : {description}',
  'unsupported_grant_type.advice': 'Pour une machine, envoyez grant_type=client_credentials.',
  invalid_scope: 'Le client a demandé un scope qu’il n’a pas : {description}',
  'invalid_scope.advice':
    'Ajoutez le scope au client s’il en a besoin, ou faites-lui demander moins.',
  invalid_target: 'Le client a demandé un jeton pour une autre API : {description}',
  'invalid_target.advice': 'Retirez resource, ou demandez au serveur de cette API.',
  invalid_grant: 'Le code ou le jeton de rafraîchissement n’est pas valable : {description}',
  'invalid_grant.advice': 'La personne doit se connecter à nouveau.',
  unsupported_response_type: 'Le serveur n’a pas ce type de réponse : {description}',
  'unsupported_response_type.advice': 'Envoyez response_type=code.',
  access_denied:
    'La personne a refusé, ou ses rôles ne donnent aucun des scopes, ou le formulaire venait d’un autre site',
  'access_denied.advice':
    'Demandez à la personne. Donnez-lui un rôle qui a ces scopes, ou faites demander d’autres scopes à l’application.',
  login_required:
    'L’application ne permettait pas de connexion (prompt=none), et la personne n’était pas connectée comme la requête l’exige',
  'login_required.advice':
    'Envoyez la requête sans prompt=none, ou laissez la personne se connecter.',
  consent_required:
    'L’application ne permettait pas de question (prompt=none), et la personne n’a pas encore accepté ces scopes',
  'consent_required.advice': 'Envoyez la requête sans prompt=none.',
  unmet_authentication_requirements:
    'La requête exige une connexion plus forte que celle de la personne ou de ce serveur',
  'unmet_authentication_requirements.advice':
    'La personne ajoute un second facteur, ou l’application envoie acr_values au lieu de claims.',
  request_not_supported: 'La requête contient un objet de requête, que ce serveur ne lit pas',
  'request_not_supported.advice':
    'Envoyez les paramètres eux-mêmes, ou d’avance au serveur (RFC 9126).',
  request_uri_not_supported: 'La request_uri de la requête ne vient pas de ce serveur',
  registration_not_supported: 'La requête voulait créer un client avec registration',
  'registration_not_supported.advice':
    'Retirez registration : c’est l’exploitant qui crée les clients.',
  limit: 'Le client a envoyé plus de requêtes que sa limite ne le permet ({required})',
  'limit.advice':
    'Faites utiliser chaque jeton jusqu’à sa fin et envoyer moins de requêtes, ou augmentez ses limites.',
  too_many_requests: 'Trop de requêtes : {description}',
  'too_many_requests.advice':
    'Attendez le temps que Retry-After indique, et envoyez moins de requêtes.',
  missing_token: 'La requête n’avait pas de jeton d’accès dans l’en-tête Authorization',
  'missing_token.advice': 'Envoyez l’en-tête Authorization: Bearer, suivi du jeton.',
  malformed_token: 'Le texte dans l’en-tête Authorization n’est pas un jeton d’accès de ce serveur',
  'malformed_token.advice':
    'Envoyez le jeton d’accès exactement comme le point de jeton l’a donné.',
  wrong_token_type: 'Le jeton est un JWT d’un autre type, comme un jeton d’identité',
  'wrong_token_type.advice': 'Envoyez le jeton d’accès.',
  unknown_key: 'Ce côté n’a pas la clé qui a signé le jeton, ou l’a retirée',
  'unknown_key.advice': 'Demandez un nouveau jeton au point de jeton de ce côté.',
  invalid_signature: 'Le jeton a été modifié après sa signature, ou il est faux',
  invalid_claims: 'Il manque au jeton une donnée que tout jeton d’accès contient',
  expired_token: 'Le jeton a expiré',
  'expired_token.advice':
    'Faites demander un nouveau jeton avant la fin de expires_in. Vérifiez l’heure.',
  token_not_yet_valid: 'Le jeton n’est pas encore valable',
  wrong_issuer:
    'Un autre serveur a émis le jeton, ou l’adresse publique de celui-ci a changé depuis',
  wrong_audience: 'Le jeton est pour une autre API, le plus souvent celle de l’autre côté',
  dpop_bound_token: 'Le jeton est lié à une clé, et a été envoyé comme Bearer',
  'dpop_bound_token.advice': 'Envoyez-le comme DPoP, avec une preuve dans l’en-tête DPoP.',
  not_dpop_bound:
    'Le jeton n’est lié à aucune clé, et a été envoyé comme DPoP ou appartient à un client qui a besoin de jetons liés',
  'not_dpop_bound.advice':
    'Envoyez-le comme Bearer, ou demandez un jeton avec une preuve : les détails disent lequel des deux.',
  invalid_dpop_proof: 'La preuve dans l’en-tête DPoP n’est pas valable : {description}',
  'invalid_dpop_proof.advice':
    'Faites une preuve pour chaque requête, pour sa méthode et son adresse publique. Vérifiez l’heure.',
  wrong_dpop_key: 'La preuve est signée par une autre clé que celle à laquelle le jeton est lié',
  'wrong_dpop_key.advice': 'Signez les preuves avec la clé de la demande de jeton.',
  revoked_token:
    'Le jeton a été révoqué, seul ou avec tous les jetons de son client ou de sa personne',
  'revoked_token.advice':
    'Demandez un nouveau jeton au point de jeton de ce côté. L’audit dit qui a révoqué l’ancien.',
  client_inactive:
    'Le client du jeton est désactivé, a expiré ou est supprimé, ou son propriétaire ne peut pas agir',
  'client_inactive.advice':
    'Regardez le client : activez-le, choisissez une fin plus tardive, ou donnez-lui un autre propriétaire.',
  person_inactive: 'La personne du jeton est désactivée, non confirmée ou supprimée',
  'person_inactive.advice':
    'Activez la personne si elle doit travailler ici. Elle se connecte alors à nouveau.',
  recent_sign_in_required:
    'La requête a besoin d’une personne qui s’est connectée il y a au plus {required} secondes',
  'recent_sign_in_required.advice': 'Connectez-vous à nouveau, et répétez la requête.',
  cross_origin_request:
    'La requête avait un cookie de session, et venait de la page d’un autre site',
  'cross_origin_request.advice': 'Appelez avec un jeton d’accès.',
  network_not_allowed: 'Le client du jeton ne peut pas appeler depuis cette adresse',
  'network_not_allowed.advice':
    'Ajoutez le réseau de cette adresse aux réseaux du client si la machine en fait partie.',
  insufficient_scope: 'Il manque au jeton un scope dont cette requête a besoin ({required})',
  'insufficient_scope.advice':
    'Donnez au client ce qui manque, s’il doit l’avoir, et faites-lui demander un nouveau jeton.',
  forbidden: 'L’appelant ne peut pas lire ou faire ce que la requête demande',
  client_generated_id: 'Le document a un id, et le serveur le choisit lui-même',
  'client_generated_id.advice': 'Retirez l’id.',
  replacement_not_allowed: 'La liste est trop longue pour être remplacée d’un coup : {description}',
  'replacement_not_allowed.advice': 'Ajoutez avec POST, et retirez avec DELETE.',
  scope_not_held: 'Un appelant ne peut pas donner ce qu’il n’a pas : {description}',
  'scope_not_held.advice':
    'Demandez à une personne qui a clients:admin, ou utilisez un client qui a ces droits.',
  owner_not_held: 'Le client agit pour une autre personne que le client de l’appelant',
  person_required: 'Seule une personne connectée peut faire cette requête',
  'person_required.advice': 'Connectez-vous, et répétez la requête.',
  less_restricted: 'Le client est ou serait moins limité que le client de l’appelant',
  several: 'Refus de plus d’appelants qu’une minute ne peut en noter',
  'several.advice': 'Cherchez l’identifiant de la requête dans le journal du serveur.',
};
