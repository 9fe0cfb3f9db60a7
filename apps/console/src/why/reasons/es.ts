import { answers } from './answers/es.js';
import type { Reasons } from './reasons.js';

/** The reasons in Spanish. */
export const es: Reasons = {
  locked: 'Demasiados intentos de esta red han fallado: está bloqueada por un tiempo.',
  wait: 'Espere a que termine el bloqueo: Retry-After de la respuesta dice cuándo.',
  right: 'Las credenciales eran correctas.',
  further: {
    disabled: 'Además, el cliente está desactivado.',
    expired: 'Además, el cliente ha caducado.',
    owner_disabled: 'Además, su propietario no puede actuar.',
    owner_gone: 'Además, su propietario ya no existe.',
    network: 'Además, el cliente no puede llamar desde esta red.',
  },
  words: {
    ...answers,
    unknown_client: 'Este lado no tiene ningún cliente con este identificador',
    'unknown_client.advice':
      'Compare el identificador y la dirección del servidor: un cliente solo funciona en su propio lado.',
    wrong_secret: 'Este cliente nunca ha tenido este secreto',
    'wrong_secret.advice':
      'Compare los últimos cuatro caracteres del secreto que envía el programa con los que muestra el cliente. Después corrija el secreto, o sustitúyalo.',
    expired_secret: 'El secreto ha caducado o fue retirado',
    'expired_secret.advice':
      'Dé a la máquina un secreto de este cliente que valga ahora, o cree uno nuevo.',
    early_secret: 'El secreto todavía no es válido',
    'early_secret.advice': 'Use el secreto anterior hasta entonces, o cree uno que valga ahora.',
    unknown_secret: 'Ningún cliente de este lado tiene este secreto',
    'unknown_secret.advice': 'Envíe el secreto al lado al que pertenece su cliente.',
    disabled: 'El cliente está desactivado',
    'disabled.advice': 'Active el cliente si debe funcionar.',
    expired: 'El propio cliente ha caducado',
    'expired.advice': 'Elija un fin posterior para el cliente, o ninguno.',
    owner_disabled: 'El propietario del cliente no puede actuar',
    'owner_disabled.advice':
      'Active a la persona si debe trabajar aquí, o dé al cliente otro propietario, o ninguno.',
    owner_gone: 'El propietario del cliente ya no existe',
    'owner_gone.advice': 'Dé al cliente otro propietario, o ninguno.',
    network: 'La solicitud vino de una red desde la que el cliente no puede llamar',
    new_network: 'Las credenciales eran correctas, y el cliente nunca ha llamado desde esta red',
    'new_network.advice': 'Llame desde una red que el cliente ya haya usado.',
    no_credentials:
      'La solicitud no tenía secreto ni aserción, lo que solo puede hacer un cliente público',
    'no_credentials.advice':
      'Un cliente público envía solo su identificador; cualquier otro envía también credenciales.',
    public_client: 'Un cliente público no tiene credenciales, y no debe enviarlas',
    basic_not_form_encoded:
      'Las credenciales Basic no están codificadas como formulario (RFC 6749 §2.3.1)',
    'basic_not_form_encoded.advice':
      'Codifique el identificador y el secreto como formulario antes de base64, o envíelos en el cuerpo.',
    unreadable_assertion: 'La aserción del cliente no es un JWT firmado con sub',
    'unreadable_assertion.advice':
      'Firme una aserción nueva para cada solicitud, con una clave que el cliente haya registrado.',
    assertion_of_another: 'El parámetro client_id y la aserción nombran clientes distintos',
    'assertion_of_another.advice':
      'Quite client_id, o envíe el identificador en sub de la aserción.',
    bad_assertion: 'La aserción del cliente no cumple una regla (RFC 7523 §3)',
    'bad_assertion.advice':
      'Corrija el dato: iss y sub son el identificador del cliente, aud es el emisor, exp es pronto. Compruebe el reloj.',
    no_client_key: 'El cliente no tiene clave, ni registrada ni en su jwksUri',
    'no_client_key.advice':
      'Registre las claves públicas del cliente, o la dirección donde las publica.',
    unknown_client_key: 'El cliente no tiene ninguna clave con el kid de la aserción',
    'unknown_client_key.advice':
      'Registre la nueva clave pública antes de que la máquina firme con ella.',
    wrong_signature:
      'La aserción no está firmada con una clave del cliente, con el algoritmo de esa clave',
    key_set_unavailable: 'Las claves del cliente no se pudieron leer en su jwksUri',
    'key_set_unavailable.advice':
      'Abra la jwksUri desde la máquina de este servidor, y corríjala o corrija su respuesta.',
    replayed_assertion: 'La aserción ya se usó, y cada una vale una sola vez',
  },
};
