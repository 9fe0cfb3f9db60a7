import type { Words } from '../reasons.js';

/** The reasons of refusals whose answer says why, in Spanish. */
export const answers: Words = {
  invalid_request: 'La solicitud no era una solicitud OAuth válida: {description}',
  'invalid_request.advice': 'Corrija el parámetro que la respuesta nombra.',
  invalid_client:
    'La solicitud no nombraba ningún cliente, o se autenticaba de una forma que este servidor no conoce',
  'invalid_client.advice':
    'Envíe el identificador y el secreto como Basic o en el cuerpo, o una aserción de cliente.',
  unauthorized_client: 'El cliente no puede usar este tipo de concesión: {description}',
  'unauthorized_client.advice':
    'Añada el tipo de concesión al cliente, o use un cliente que lo tenga.',
  unsupported_grant_type: 'El servidor no tiene este tipo de concesión: {description}',
  'unsupported_grant_type.advice': 'Para una máquina, envíe grant_type=client_credentials.',
  invalid_scope: 'El cliente pidió un scope que no tiene: {description}',
  'invalid_scope.advice': 'Añada el scope al cliente si lo necesita, o haga que pida menos.',
  invalid_target: 'El cliente pidió un token para otra API: {description}',
  'invalid_target.advice': 'Quite resource, o pídalo al servidor de esa API.',
  invalid_grant: 'El código o el token de actualización no es válido: {description}',
  'invalid_grant.advice': 'La persona debe iniciar sesión de nuevo.',
  unsupported_response_type: 'El servidor no tiene este tipo de respuesta: {description}',
  'unsupported_response_type.advice': 'Envíe response_type=code.',
  access_denied:
    'La persona lo rechazó, o sus roles no dan ninguno de los scopes, o el formulario venía de otro sitio',
  'access_denied.advice':
    'Pregunte a la persona. Dele un rol con los scopes, o haga que la aplicación pida otros.',
  login_required:
    'La aplicación no permitía iniciar sesión (prompt=none), y la persona no tenía la sesión que la solicitud necesita',
  'login_required.advice':
    'Envíe la solicitud sin prompt=none, o deje que la persona inicie sesión.',
  consent_required:
    'La aplicación no permitía preguntar (prompt=none), y la persona aún no ha aceptado los scopes',
  'consent_required.advice': 'Envíe la solicitud sin prompt=none.',
  unmet_authentication_requirements:
    'La solicitud exige un inicio de sesión más fuerte que el de la persona o de este servidor',
  'unmet_authentication_requirements.advice':
    'La persona añade un segundo factor, o la aplicación envía acr_values en lugar de claims.',
  request_not_supported: 'La solicitud tiene un objeto de solicitud, que este servidor no lee',
  'request_not_supported.advice':
    'Envíe los propios parámetros, o envíelos antes al servidor (RFC 9126).',
  request_uri_not_supported: 'La request_uri de la solicitud no es de este servidor',
  registration_not_supported: 'La solicitud quería crear un cliente con registration',
  'registration_not_supported.advice': 'Quite registration: el operador crea los clientes.',
  limit: 'El cliente envió más solicitudes de las que permite su límite ({required})',
  'limit.advice':
    'Haga que el cliente use cada token hasta su fin y envíe menos solicitudes, o suba sus límites.',
  too_many_requests: 'Demasiadas solicitudes: {description}',
  'too_many_requests.advice': 'Espere el tiempo que indica Retry-After, y envíe menos solicitudes.',
  missing_token: 'La solicitud no tenía token de acceso en la cabecera Authorization',
  'missing_token.advice': 'Envíe la cabecera Authorization: Bearer, seguida del token.',
  malformed_token:
    'El texto de la cabecera Authorization no es un token de acceso de este servidor',
  'malformed_token.advice': 'Envíe el token de acceso exactamente como lo dio el servidor.',
  wrong_token_type: 'El token es un JWT de otro tipo, como un token de identidad',
  'wrong_token_type.advice': 'Envíe el token de acceso.',
  unknown_key: 'Este lado no tiene la clave que firmó el token, o la ha retirado',
  'unknown_key.advice': 'Pida un nuevo token al servidor de este lado.',
  invalid_signature: 'El token se cambió después de la firma, o es falso',
  invalid_claims: 'Al token le falta un dato que todo token de acceso tiene',
  expired_token: 'El token ha caducado',
  'expired_token.advice':
    'Haga que el cliente pida un nuevo token antes de que pase expires_in. Compruebe el reloj.',
  token_not_yet_valid: 'El token todavía no es válido',
  wrong_issuer:
    'Otro servidor emitió el token, o la dirección pública de este ha cambiado desde entonces',
  wrong_audience: 'El token es para otra API, casi siempre la del otro lado',
  dpop_bound_token: 'El token está ligado a una clave, y se envió como Bearer',
  'dpop_bound_token.advice': 'Envíelo como DPoP, con una prueba en la cabecera DPoP.',
  not_dpop_bound:
    'El token no está ligado a ninguna clave, y se envió como DPoP o es de un cliente que necesita tokens ligados',
  'not_dpop_bound.advice':
    'Envíelo como Bearer, o pida un token con una prueba: los detalles dicen cuál de los dos.',
  invalid_dpop_proof: 'La prueba de la cabecera DPoP no es válida: {description}',
  'invalid_dpop_proof.advice':
    'Haga una prueba para cada solicitud, para su método y su dirección pública. Compruebe el reloj.',
  wrong_dpop_key: 'La prueba está firmada con otra clave que la del token',
  'wrong_dpop_key.advice': 'Firme las pruebas con la clave con la que se pidió el token.',
  revoked_token: 'El token fue revocado, solo o con todos los tokens de su cliente o de su persona',
  'revoked_token.advice':
    'Pida un nuevo token al servidor de este lado. La auditoría dice quién revocó el anterior.',
  client_inactive:
    'El cliente del token está desactivado, ha caducado o fue eliminado, o su propietario no puede actuar',
  'client_inactive.advice':
    'Mire el cliente: actívelo, elija un fin posterior, o dele otro propietario.',
  person_inactive: 'La persona del token está desactivada, sin confirmar o eliminada',
  'person_inactive.advice':
    'Active a la persona si debe trabajar aquí. Después inicia sesión de nuevo.',
  recent_sign_in_required:
    'La solicitud necesita una persona que haya iniciado sesión hace como máximo {required} segundos',
  'recent_sign_in_required.advice': 'Inicie sesión de nuevo, y repita la solicitud.',
  cross_origin_request:
    'La solicitud tenía una cookie de sesión, y venía de la página de otro sitio',
  'cross_origin_request.advice': 'Llame con un token de acceso.',
  network_not_allowed: 'El cliente del token no puede llamar desde esta dirección',
  'network_not_allowed.advice':
    'Añada la red de la dirección a las redes del cliente si la máquina pertenece a ella.',
  insufficient_scope: 'Al token le falta un scope que esta solicitud necesita ({required})',
  'insufficient_scope.advice':
    'Dé al cliente lo que falta, si debe tenerlo, y haga que pida un nuevo token.',
  forbidden: 'Quien llama no puede leer o hacer lo que pide la solicitud',
  client_generated_id: 'El documento tiene un id, y el servidor lo elige',
  'client_generated_id.advice': 'Quite el id.',
  replacement_not_allowed: 'La lista es demasiado larga para cambiarla de una vez: {description}',
  'replacement_not_allowed.advice': 'Añada con POST, y quite con DELETE.',
  scope_not_held: 'Quien llama no puede dar lo que no tiene: {description}',
  'scope_not_held.advice':
    'Pregunte a una persona con clients:admin, o use un cliente con esos derechos.',
  owner_not_held: 'El cliente actúa por otra persona que el cliente de quien llama',
  person_required: 'Solo una persona que ha iniciado sesión puede hacer esta solicitud',
  'person_required.advice': 'Inicie sesión, y repita la solicitud.',
  less_restricted: 'El cliente está o estaría menos limitado que el cliente de quien llama',
  several: 'Rechazos de más llamadores de los que se anotan en un minuto',
  'several.advice': 'Busque el identificador de la petición en el registro del servidor.',
};
