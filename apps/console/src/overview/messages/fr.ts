import type { Translation } from '../../messages/translate.js';
import type { en } from './en.js';

export const fr: Translation<typeof en> = {
  title: 'Vue d’ensemble',
};
