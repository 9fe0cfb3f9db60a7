import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const es: Translation<typeof en> = {
  title: 'Resumen',
};
