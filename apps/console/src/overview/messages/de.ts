import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const de: Translation<typeof en> = {
  title: 'Übersicht',
};
