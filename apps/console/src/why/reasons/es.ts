import type { Reasons } from '../reason-words.js';

const NEW_TOKEN = 'Pida un nuevo token al servidor de este lado.';
const CREDENTIALS_RIGHT = 'Las credenciales eran correctas.';
const NETWORK =
  'Añada la red de la dirección a las redes del cliente si la máquina pertenece a ella.';

/** The commonest reasons in Spanish. */
export const es: Reasons = {
  locked: 'Demasiados intentos de esta red han fallado: está bloqueada por un tiempo.',
  further: {
    disabled: 'Además, el cliente está desactivado.',
    expired: 'Además, el cliente ha caducado.',
    owner_disabled: 'Además, su propietario no puede actuar.',
    owner_gone: 'Además, su propietario ya no existe.',
    network: 'Además, el cliente no puede llamar desde esta red.',
  },
  kinds: {
    unknown_client: [
      'Este lado no tiene ningún cliente con este identificador',
      'Compare el identificador y la dirección del servidor: un cliente solo funciona en su propio lado.',
    ],
    wrong_secret: [
      'Este cliente nunca ha tenido este secreto',
      'Compare los últimos cuatro caracteres con los secretos del cliente. Después corrija el secreto, o cámbielo.',
    ],
    expired_secret: [
      'El secreto ha caducado o fue retirado',
      'Dé a la máquina un secreto de este cliente que valga ahora, o cree uno nuevo.',
    ],
    early_secret: [
      'El secreto todavía no es válido',
      'Use el secreto anterior hasta entonces, o cree uno que valga ahora.',
    ],
    unknown_secret: [
      'Ningún cliente de este lado tiene este secreto',
      'Envíe el secreto al lado al que pertenece su cliente.',
    ],
    disabled: [
      `El cliente está desactivado. ${CREDENTIALS_RIGHT}`,
      'Active el cliente si debe funcionar.',
    ],
    expired: [
      `El propio cliente ha caducado. ${CREDENTIALS_RIGHT}`,
      'Elija un fin posterior para el cliente, o ninguno.',
    ],
    network: [
      `La solicitud vino de una red desde la que el cliente no puede llamar. ${CREDENTIALS_RIGHT}`,
      NETWORK,
    ],
    invalid_scope: [
      'El cliente pidió un scope que no tiene: {description}',
      'Añada el scope al cliente si lo necesita, o haga que pida menos.',
    ],
    limit: [
      'El cliente envió más solicitudes de las que permite su límite ({required})',
      'Haga que el cliente use cada token hasta su fin y envíe menos solicitudes, o suba sus límites.',
    ],
    too_many_requests: [
      'Demasiadas solicitudes: {description}',
      'Espere el tiempo que indica Retry-After, y envíe menos solicitudes.',
    ],
    missing_token: [
      'La solicitud no tenía token de acceso en la cabecera Authorization',
      'Envíe la cabecera Authorization: Bearer, seguida del token.',
    ],
    expired_token: [
      'El token ha caducado',
      'Haga que el cliente pida un nuevo token antes de que pase expires_in. Compruebe el reloj.',
    ],
    invalid_signature: ['El token se cambió después de la firma, o es falso', NEW_TOKEN],
    revoked_token: [
      'El token fue revocado, solo o con todos los tokens de su cliente o de su persona',
      `${NEW_TOKEN} La auditoría dice quién revocó el anterior.`,
    ],
    network_not_allowed: ['El cliente del token no puede llamar desde esta dirección', NETWORK],
    insufficient_scope: [
      'Al token le falta un scope que esta solicitud necesita ({required})',
      'Dé al cliente lo que falta, si debe tenerlo, y haga que pida un nuevo token.',
    ],
  },
};
