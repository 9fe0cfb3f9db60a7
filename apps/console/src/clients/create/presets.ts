import type { Side } from '../../api/scopes.js';

/** Kinds of clients, each with the settings that it usually needs. */
export const PRESETS = ['reader', 'integration', 'app'] as const;

export type Preset = (typeof PRESETS)[number];

/** The values of the form for a new client. */
export interface NewClientValues {
  preset: Preset;
  side: Side;
  name: string;
  scopes: string[];
  redirectUris: string;
  isPublic: boolean;
  /** Days after which the first secret ends; empty for no end. */
  secretDays: string;
  description: string;
  contact: string;
  allowedNetworks: string;
  owner: string;
}

/** The scopes with which the form begins: few that are useful. */
const SCOPES_OF: Readonly<Record<Preset, readonly string[]>> = {
  reader: ['users:read'],
  integration: ['users:read', 'users:write'],
  app: ['profile:read'],
};

/** The values that depend on the kind of client. */
export function valuesOf(preset: Preset): Pick<NewClientValues, 'scopes' | 'isPublic'> {
  return { scopes: [...SCOPES_OF[preset]], isPublic: preset === 'app' };
}

export const FIRST_VALUES: NewClientValues = {
  preset: 'reader',
  side: 'backoffice',
  name: '',
  redirectUris: '',
  secretDays: '365',
  description: '',
  contact: '',
  allowedNetworks: '',
  owner: '',
  ...valuesOf('reader'),
};
