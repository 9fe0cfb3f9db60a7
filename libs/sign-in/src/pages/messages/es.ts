import type { Messages } from './en.js';

export const es: Messages = {
  signIn: 'Iniciar sesión',
  continueTo: 'Inicie sesión para continuar',
  emailOrUsername: 'Correo electrónico o nombre de usuario',
  email: 'Correo electrónico',
  password: 'Contraseña',
  signInFailed: 'Estos datos de inicio de sesión no son correctos.',
  tooManyAttempts: 'Demasiados intentos fallidos. Vuelva a intentarlo en {minutes} min.',
  busy: 'El servidor está ocupado. Vuelva a intentarlo en unos segundos.',
  otherWays: 'Otras formas de iniciar sesión',
  forgotten: '¿Ha olvidado su contraseña? Pida un enlace nuevo a un administrador.',

  continue: 'Continuar',
  continuing: 'Un momento …',

  account: 'Su cuenta',
  signedInAs: 'Sesión iniciada como {name}',
  signOut: 'Cerrar sesión',
  signedOut: 'Ha cerrado la sesión.',
  sessions: 'Sus sesiones',
  sessionsText: 'Los navegadores en los que ha iniciado sesión.',
  address: 'Dirección',
  signedInAt: 'Inicio',
  lastUsedAt: 'Último uso',
  thisSession: 'esta sesión',
  unknownBrowser: 'desconocido',
  endSession: 'Cerrar',
  endSessionAt: 'Cerrar la sesión en {browser}, iniciada {time}',
  endOtherSessions: 'Cerrar todas las demás sesiones',

  applications: 'Aplicaciones con acceso',
  applicationsText: 'Las aplicaciones que pueden actuar por usted.',
  noApplications: 'Ninguna aplicación tiene acceso.',
  applicationMay: 'Puede',
  accessSince: 'Acceso desde',
  endAccess: 'Terminar el acceso',
  endAccessOf: 'Terminar el acceso de {client}',

  changePassword: 'Cambiar su contraseña',
  currentPassword: 'Contraseña actual',
  newPassword: 'Contraseña nueva',
  repeatPassword: 'Repita la contraseña nueva',
  passwordRules:
    'Al menos {min} caracteres. Varias palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.',
  passwordTooShort: 'La contraseña debe tener al menos {min} caracteres.',
  passwordTooLong: 'La contraseña debe tener como máximo {max} caracteres.',
  passwordTooCommon: 'Esta contraseña es demasiado fácil de adivinar. Elija otra.',
  passwordsDiffer: 'Las dos contraseñas son diferentes.',
  passwordWrong: 'La contraseña actual no es correcta.',
  passwordChanged: 'Su contraseña se ha cambiado y todas las demás sesiones se han cerrado.',
  setPassword: 'Establecer su contraseña',
  setPasswordFor: 'Una contraseña nueva para {name}',
  save: 'Guardar',
  linkInvalid: 'Este enlace no es válido',
  linkInvalidText:
    'Ya se ha usado, ha caducado o está incompleto. Pida uno nuevo a un administrador.',

  forgotPassword: '¿Ha olvidado su contraseña?',
  recover: 'Establecer una contraseña nueva',
  recoverText:
    'Si tiene una cuenta, recibirá un correo con un enlace para establecer una contraseña nueva.',
  sendLink: 'Enviar el enlace',
  lookIntoEmails: 'Mire su correo',
  linkSent:
    'Si tiene una cuenta, un correo con un enlace está en camino. Puede tardar unos minutos. Mire también en su carpeta de correo no deseado.',
  linkNoLongerValid: 'Ya se ha usado, ha caducado o está incompleto.',
  askForLink: 'Pedir un enlace nuevo',
  tooManyRequests: 'Demasiadas solicitudes desde su red. Inténtelo de nuevo en {minutes} min.',

  signUp: 'Crear una cuenta',
  signUpText: 'Recibirá un correo con un enlace para establecer su contraseña.',
  firstName: 'Nombre',
  lastName: 'Apellidos',
  companyName: 'Empresa',
  emailInvalid: 'Esta dirección de correo electrónico no es válida.',
  textInvalid: '{field}: de 1 a {max} caracteres, sin caracteres especiales.',
  signUpSent:
    'Un correo a {email} está en camino. Puede tardar unos minutos. Mire también en su carpeta de correo no deseado.',
  signUpLinkInvalid: 'Ya se ha usado, ha caducado o está incompleto. Regístrese de nuevo.',

  code: 'Código',
  enterCode: 'Introduzca el código de su aplicación',
  codeText:
    'Abra su aplicación de autenticación e introduzca las seis cifras que muestra para esta cuenta.',
  codeWrong: 'Este código no es válido. Espere al siguiente e inténtelo de nuevo.',
  useRecoveryCode: 'Usar un código de recuperación',
  enterRecoveryCode: 'Introduzca un código de recuperación',
  recoveryCode: 'Código de recuperación',
  recoveryCodeText:
    'Un código de recuperación sustituye al código de la aplicación. Cada uno sirve una vez.',
  recoveryCodeWrong: 'Este código de recuperación no es válido o ya se ha usado.',
  useApp: 'Usar la aplicación',
  app: 'Aplicación de autenticación',
  appText:
    'Una aplicación de su teléfono muestra un código nuevo cada 30 segundos. Con ella, su contraseña sola no basta para iniciar sesión.',
  appIsSetUp: 'La aplicación está configurada. Códigos de recuperación restantes: {count}.',
  addApp: 'Configurar una aplicación de autenticación',
  replaceApp: 'Configurar otra aplicación',
  removeApp: 'Quitar la aplicación',
  scanText: 'Escanee la imagen con la aplicación, o introduzca allí la clave.',
  qrCode: 'Código QR con la clave',
  key: 'Clave',
  openApp: 'Abrir la aplicación en este dispositivo',
  confirmApp: 'Después, introduzca el código que muestra la aplicación.',
  newRecoveryCodes: 'Crear nuevos códigos de recuperación',
  recoveryCodes: 'Sus códigos de recuperación',
  recoveryCodesText:
    'Guarde estos códigos en un lugar seguro, por ejemplo en un gestor de contraseñas. Necesita uno si pierde su aplicación. Solo se muestran ahora, y los códigos anteriores ya no funcionan.',
  recoveryCodesStored: 'He guardado los códigos',

  passkeys: 'Claves de acceso',
  passkeysText:
    'Con una clave de acceso, inicia sesión con la huella, la cara o el PIN de su dispositivo, sin contraseña ni código.',
  passkeyName: 'Nombre de la clave de acceso',
  passkeyDefaultName: 'Mi clave de acceso',
  addPasskey: 'Añadir una clave de acceso',
  signInWithPasskey: 'Iniciar sesión con una clave de acceso',
  passkeyFailed:
    'No se ha aceptado la clave de acceso. Inténtelo de nuevo o inicie sesión de otra manera.',
  passkeyNotAdded: 'No se ha añadido la clave de acceso. Inténtelo de nuevo.',
  passkeyNeedsScript: 'Las claves de acceso necesitan JavaScript.',
  remove: 'Quitar',
  removePasskeyNamed: 'Quitar la clave de acceso {name}',
  passkeyAdded: 'añadida {time}',

  signInAt: 'Iniciar sesión con {provider}',
  identities: 'Inicio de sesión con su empresa',
  identitiesText: 'Las cuentas de otros proveedores con las que inicia sesión aquí.',
  linkIdentity: 'Vincular su cuenta de {provider}',
  removeIdentityOf: 'Quitar la cuenta de {provider}',
  identityLinked: 'vinculada el {time}',
  providerUnavailable: '{provider} no responde. Inténtelo más tarde o inicie sesión de otra forma.',
  providerRejected:
    'El inicio de sesión con {provider} no ha funcionado. Inténtelo de nuevo o inicie sesión de otra forma.',
  providerExpired:
    'Este inicio de sesión ha caducado o empezó en otro navegador. Empiece de nuevo.',
  identityUnknown:
    'Su cuenta de {provider} no está vinculada a ninguna cuenta de aquí. Inicie sesión de otra forma y vincúlela en la página de su cuenta, o pida una invitación a la administración.',
  identityTaken:
    'Su cuenta de {provider} está vinculada aquí a otra cuenta. Cierre la sesión en {provider} e inténtelo de nuevo.',

  consent: '{client} solicita acceso',
  consentText: '{client} quiere actuar por usted. Entonces podrá:',
  signedInToConsent: 'Ha iniciado sesión como {name}.',
  allow: 'Permitir',
  deny: 'No permitir',

  error: 'No ha funcionado',
  errorCode: 'Código',
  requestId: 'Solicitud',
  requestRejected:
    'La aplicación ha enviado una solicitud que este servidor no acepta. Vuelva a la aplicación y empiece de nuevo.',
  notFound: 'Esta página no existe.',
  otherSite:
    'La solicitud no procede de una página de este sitio. Vuelva atrás e inténtelo de nuevo.',
  badRequest: 'El servidor no ha entendido la solicitud. Vuelva atrás e inténtelo de nuevo.',
  failed: 'El servidor no ha podido responder a la solicitud. Inténtelo más tarde.',
};
