import type { Translation } from '../../../messages/translate.js';
import type { en } from './en.js';

export const es: Translation<typeof en> = {
  disable: 'Desactivar',
  enable: 'Activar',
  confirm: 'Confirmar la dirección',
  endSessions: 'Cerrar todas las sesiones',
  giveRole: 'Dar un rol',
  takeRole: 'Quitar un rol',
  move: 'Mover a una empresa',
  leave: 'Sacar de la empresa',
  remove: 'Eliminar',
  disableTitle: '¿Desactivar {who}?',
  enableTitle: '¿Activar {who}?',
  confirmTitle: '¿Confirmar la dirección de {who}?',
  endSessionsTitle: '¿Cerrar todas las sesiones de {who}?',
  giveRoleTitle: 'Dar un rol a {who}',
  takeRoleTitle: 'Quitar un rol a {who}',
  moveTitle: 'Mover {who} a una empresa',
  leaveTitle: '¿Sacar {who} de la empresa?',
  removeTitle: '¿Eliminar {who}?',
  disableText:
    'Ya no es posible iniciar sesión. Al activar de nuevo se recupera todo, salvo las sesiones.',
  enableText: 'Vuelve a ser posible iniciar sesión, con los roles existentes.',
  confirmText:
    'Será posible iniciar sesión sin el enlace del registro. Confirme solo direcciones verificadas.',
  endSessionsText:
    'La sesión se cierra en todas partes, y las aplicaciones pierden el acceso obtenido en esas sesiones.',
  giveRoleText: 'Los scopes del rol valen desde el próximo inicio de sesión.',
  takeRoleText: 'Los scopes que ningún otro rol da se pierden de inmediato.',
  moveText: 'Se ven los pedidos de la nueva empresa, y ya no los de la anterior.',
  leaveText: 'La cuenta se conserva; los pedidos de la empresa dejan de verse.',
  removeText: 'No se puede deshacer. El registro de auditoría conserva lo que se hizo.',
  disableDone: '{who}: desactivación hecha',
  enableDone: '{who}: activación hecha',
  confirmDone: '{who}: dirección confirmada',
  endSessionsDone: '{who}: todas las sesiones cerradas',
  giveRoleDone: '{who}: rol dado',
  takeRoleDone: '{who}: rol quitado',
  moveDone: '{who}: traslado hecho',
  leaveDone: '{who}: fuera de la empresa',
  removeDone: '{who}: eliminación hecha',
  disableSame: '{count} persona ya está desactivada. | {count} personas ya están desactivadas.',
  enableSame: '{count} persona ya está activa. | {count} personas ya están activas.',
  sessionsEnd: 'Se cierra {count} sesión. | Se cierran {count} sesiones.',
  clientsStop:
    '{count} cliente que actúa en su nombre deja de funcionar. | {count} clientes que actúan en su nombre dejan de funcionar.',
  clientsStart:
    '{count} cliente que actúa en su nombre vuelve a funcionar. | {count} clientes que actúan en su nombre vuelven a funcionar.',
  tokensStop:
    'Se rechaza {count} token de actualización de una aplicación. | Se rechazan {count} tokens de actualización de aplicaciones.',
  partlyDone: 'Hecho para los demás. Falló para: {names}',
  includesYou: 'Esto le incluye a usted.',
  nothingDone: 'No se ha cambiado nada para nadie, por {name}.',
  leaveOut: 'Dejar fuera a {name}',
  rolesNotOffered:
    'No se ofrece {count} rol: tiene scopes que usted no tiene. | No se ofrecen {count} roles: tienen scopes que usted no tiene.',
  rolesHint: 'Sin un rol, la persona puede iniciar sesión, pero no puede hacer nada.',
};
