import type { Language } from './languages.js';

const en: Readonly<Record<string, string>> = {
  openid: 'know that it is you',
  profile: 'read your name',
  email: 'read your e-mail address',
  'profile:read': 'read your profile',
  'profile:write': 'change your profile',
  'users:read': 'read users',
  'users:write': 'change users',
  'customers:read': 'read customers',
  'customers:write': 'change customers',
  'customer-users:read': 'read users of the storefront',
  'customer-users:write': 'change users of the storefront',
  'roles:read': 'read roles',
  'roles:write': 'change roles',
  'clients:read': 'read clients',
  'clients:write': 'change clients',
  'clients:admin': 'manage all clients',
  'identity-providers:read': 'read identity providers',
  'identity-providers:write': 'change identity providers',
  'keys:read': 'read signing keys',
  'keys:write': 'change signing keys',
  'tokens:revoke': 'revoke tokens',
  'tokens:introspect': 'check tokens',
  'audit:read': 'read the audit trail',
};

const de: typeof en = {
  openid: 'erkennen, dass Sie es sind',
  profile: 'Ihren Namen lesen',
  email: 'Ihre E-Mail-Adresse lesen',
  'profile:read': 'Ihr Profil lesen',
  'profile:write': 'Ihr Profil ändern',
  'users:read': 'Benutzer lesen',
  'users:write': 'Benutzer ändern',
  'customers:read': 'Kunden lesen',
  'customers:write': 'Kunden ändern',
  'customer-users:read': 'Benutzer des Shops lesen',
  'customer-users:write': 'Benutzer des Shops ändern',
  'roles:read': 'Rollen lesen',
  'roles:write': 'Rollen ändern',
  'clients:read': 'Clients lesen',
  'clients:write': 'Clients ändern',
  'clients:admin': 'alle Clients verwalten',
  'identity-providers:read': 'Identitätsanbieter lesen',
  'identity-providers:write': 'Identitätsanbieter ändern',
  'keys:read': 'Signaturschlüssel lesen',
  'keys:write': 'Signaturschlüssel ändern',
  'tokens:revoke': 'Token widerrufen',
  'tokens:introspect': 'Token prüfen',
  'audit:read': 'das Audit-Protokoll lesen',
};

const fr: typeof en = {
  openid: 'savoir que c’est vous',
  profile: 'lire votre nom',
  email: 'lire votre adresse e-mail',
  'profile:read': 'lire votre profil',
  'profile:write': 'modifier votre profil',
  'users:read': 'lire les utilisateurs',
  'users:write': 'modifier les utilisateurs',
  'customers:read': 'lire les clients de la boutique',
  'customers:write': 'modifier les clients de la boutique',
  'customer-users:read': 'lire les utilisateurs de la boutique',
  'customer-users:write': 'modifier les utilisateurs de la boutique',
  'roles:read': 'lire les rôles',
  'roles:write': 'modifier les rôles',
  'clients:read': 'lire les applications clientes',
  'clients:write': 'modifier les applications clientes',
  'clients:admin': 'gérer toutes les applications clientes',
  'identity-providers:read': 'lire les fournisseurs d’identité',
  'identity-providers:write': 'modifier les fournisseurs d’identité',
  'keys:read': 'lire les clés de signature',
  'keys:write': 'modifier les clés de signature',
  'tokens:revoke': 'révoquer des jetons',
  'tokens:introspect': 'vérifier des jetons',
  'audit:read': 'lire le journal d’audit',
};

const es: typeof en = {
  openid: 'saber que es usted',
  profile: 'leer su nombre',
  email: 'leer su dirección de correo electrónico',
  'profile:read': 'leer su perfil',
  'profile:write': 'cambiar su perfil',
  'users:read': 'leer los usuarios',
  'users:write': 'cambiar los usuarios',
  'customers:read': 'leer los clientes',
  'customers:write': 'cambiar los clientes',
  'customer-users:read': 'leer los usuarios de la tienda',
  'customer-users:write': 'cambiar los usuarios de la tienda',
  'roles:read': 'leer los roles',
  'roles:write': 'cambiar los roles',
  'clients:read': 'leer las aplicaciones cliente',
  'clients:write': 'cambiar las aplicaciones cliente',
  'clients:admin': 'administrar todas las aplicaciones cliente',
  'identity-providers:read': 'leer los proveedores de identidad',
  'identity-providers:write': 'cambiar los proveedores de identidad',
  'keys:read': 'leer las claves de firma',
  'keys:write': 'cambiar las claves de firma',
  'tokens:revoke': 'revocar tokens',
  'tokens:introspect': 'comprobar tokens',
  'audit:read': 'leer el registro de auditoría',
};

/** The texts of the scopes of the shop and of OpenID Connect on the consent page. */
export const SCOPE_TEXTS: Readonly<Record<Language, typeof en>> = { en, de, fr, es };

/** Returns the text of a scope. A host has scopes of its own, which have only their description. */
export function scopeText(language: Language, scope: string, description: string): string {
  return (
    (Object.hasOwn(SCOPE_TEXTS[language], scope) && SCOPE_TEXTS[language][scope]) || description
  );
}
