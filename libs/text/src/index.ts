export { IsText, withNormalTexts } from './is-text.js';
export { normalText, type TextKind, textFault } from './text.js';
