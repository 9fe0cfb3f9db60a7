import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const es: Translation<typeof en> = {
  title: 'Claves de firma',
  lead: 'Cada lado firma sus tokens de acceso con una clave propia y la sustituye con regularidad.',
  backoffice: 'Back office',
  storefront: 'Tienda',
  processes: '{count} proceso en marcha. | {count} procesos en marcha.',
  noKey: 'Este lado aún no tiene clave. El primer proceso que arranque creará una.',
  keysOf: 'Claves: {side}',
  key: 'Clave',
  state: 'Estado',
  announcedAt: 'Anunciada',
  signsSince: 'Firma desde',
  verifiesUntil: 'Verifica hasta',
  lackedBy: 'Procesos sin la clave',
  acts: 'Acciones',
  nobody: 'ninguno',
  notYet: 'todavía no',
  noEnd: 'sin fin todavía',
  announced: 'anunciada',
  active: 'firma',
  retired: 'solo verifica',
  signs: 'firma',
  verifies: 'solo verifica',
  forged: 'no auténtica',
  now: 'ahora',
  rotate: 'Rotar',
  rotateTitle: '¿Crear una clave nueva para: {side}?',
  rotateText:
    'La clave nueva se anuncia primero y firma cuando todos los procesos y verificadores pueden tenerla. Ningún token deja de funcionar.',
  rotateBy: 'El proceso en marcha la crea. | Uno de los {count} procesos en marcha la crea.',
  rotateLater: 'No hay ningún proceso de este lado en marcha. El próximo que arranque la creará.',
  rotationRequested: 'Se ha pedido una clave nueva. Aparecerá aquí en un momento.',
  announcedAlready: 'Ya hay una clave anunciada. Será la próxima en firmar.',
  withdraw: 'Retirar',
  withdrawKey: 'Retirar la clave {key}',
  withdrawTitle: '¿Retirar esta clave de inmediato?',
  withdrawn: 'La clave está retirada. Todos los procesos rechazan sus tokens.',
  announcedEnds:
    'Esta clave aún no ha firmado nada: ningún token deja de funcionar. Se creará una nueva cuando haga falta.',
  tokensEnd:
    'Cerca de {count} token deja de funcionar al instante | Cerca de {count} tokens dejan de funcionar al instante',
  ofClients: '(de {count} cliente). | (de {count} clientes).',
  clientsRetry:
    'Los clientes obtienen tokens nuevos con sus secretos o claves. Los que no vuelvan a pedir tras un error dejarán de funcionar.',
  sessionsStay: 'Las sesiones siguen: nadie pierde la suya.',
  verifiersLater:
    'Otros verificadores pueden aceptar sus tokens hasta que caduque su copia de las claves.',
  nextAnnounced: 'La clave anunciada firma al instante.',
  nextMade: 'Un proceso en marcha crea una clave nueva, que firma al instante.',
  nextLater:
    'No hay ningún proceso de este lado en marcha: el próximo que arranque creará una clave nueva.',
};
