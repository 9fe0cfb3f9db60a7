import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const es: Translation<typeof en> = {
  title: 'Resumen',
  lead: 'Lo que requiere su atención, y cuánto hacen los clientes.',
  attention: 'Requiere atención',
  allGood: 'Nada requiere atención',
  allGoodText:
    'Ningún secreto caduca en los próximos 14 días, todos los clientes se usaron en los últimos 90 días, y todas las claves y los eventos están en orden.',
  nothingAllowed: 'Sus roles no muestran nada aquí',
  nothingAllowedText:
    'Pida a la administración un rol con el permiso que necesita, como clients:read. Las áreas que sus roles permiten están en la navegación.',
  secretsEnd:
    '{count} cliente tiene un secreto que caduca en 14 días | {count} clientes tienen un secreto que caduca en 14 días',
  secretsEndText:
    'Sustituya el secreto antes de su fin. El antiguo y el nuevo valen juntos durante un tiempo.',
  clientsExpire: '{count} cliente caduca en 14 días | {count} clientes caducan en 14 días',
  clientsExpireText: 'Prorrogue un cliente que todavía se necesita.',
  unused:
    '{count} cliente no se ha usado desde hace 90 días | {count} clientes no se han usado desde hace 90 días',
  unusedText:
    'Desactive un cliente que nadie necesita. Sus secretos darían acceso a quien los encuentre.',
  refused:
    '{count} cliente fue rechazado en las últimas 24 horas | {count} clientes fueron rechazados en las últimas 24 horas',
  atLeast: 'Al menos {text}',
  refusedText: 'Vea por qué, y qué hacer: {names}.',
  others: '{count} más | {count} más',
  keysLacked:
    '{count} clave de firma falta en un proceso | {count} claves de firma faltan en un proceso',
  keysLackedText: 'Los tokens y las comprobaciones de ese proceso pueden fallar: vea cuál es.',
  chainBroken: 'El registro de auditoría fue alterado',
  chainBrokenText: 'La verificación encontró un problema en el evento {event}: {problem}',
  chainUnverified: 'El registro de auditoría no está verificado',
  chainUnverifiedText: 'Ninguna verificación ha comprobado todavía la cadena.',
  chainStale: 'El registro de auditoría no se ha verificado desde hace un día',
  chainStaleText: 'La última verificación terminó {when}.',
  usage: 'Las últimas 24 horas',
  usageLead: 'Sumas de todos los clientes, con las de la hora en curso debajo.',
  backoffice: 'Back office',
  storefront: 'Tienda',
  tokens: 'Tokens emitidos',
  calls: 'Llamadas aceptadas',
  denials: 'Llamadas rechazadas',
  thisHour: '{count} en esta hora',
  noUsage: 'Ningún cliente ha llamado en las últimas 24 horas.',
};
