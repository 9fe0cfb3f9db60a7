import { messagesOf } from '../messages/language.js';
import { de } from './messages/de.js';
import { en } from './messages/en.js';
import { es } from './messages/es.js';
import { fr } from './messages/fr.js';

export const useMessages = messagesOf({ en, de, fr, es });
