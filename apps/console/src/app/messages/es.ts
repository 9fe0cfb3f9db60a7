import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const es: Translation<typeof en> = {
  skip: 'Ir al contenido',
  navigation: 'Navegación principal',
  openNavigation: 'Menú',
  closeNavigation: 'Cerrar el menú',
  account: 'Su cuenta',
  accountOf: 'Cuenta de {name}',
  signOut: 'Cerrar sesión',
  theme: 'Apariencia',
  themeSystem: 'Como el sistema',
  themeLight: 'Clara',
  themeDark: 'Oscura',
  language: 'Idioma',
  offline:
    'No tiene conexión. No se ha perdido nada; la consola continúa cuando vuelva la conexión.',
  notFound: 'Esta página no existe',
  notFoundText: 'La dirección es incorrecta, o la página se ha movido.',
  toOverview: 'Ir al resumen',
  endedTitle: 'Inicie sesión de nuevo',
  endedText:
    'Su sesión ha terminado. Inicie sesión en una ventana nueva; esta página conserva lo que ha escrito.',
  recentTitle: 'Confirme que es usted',
  recentText:
    'Este acto exige haber iniciado sesión en los últimos minutos. Inicie sesión de nuevo en otra ventana; esta página conserva lo que ha escrito.',
  signIn: 'Iniciar sesión',
  signInWaiting: 'Esperando el inicio de sesión en la otra ventana …',
  signedIn: 'Ha iniciado sesión',
  signedInText: 'Cierre esta ventana y continúe en la otra.',
  otherPerson: 'Otra persona ha iniciado sesión. La página se carga de nuevo para {name}.',
};
