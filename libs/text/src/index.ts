export { isDeepJson, shallowJson } from './shallow-json.js';
export { IsText, withNormalTexts } from './is-text.js';
export { printable, UNPRINTABLE } from './printable.js';
export { ambiguousCase, normalText, type TextKind, textError } from './text.js';
