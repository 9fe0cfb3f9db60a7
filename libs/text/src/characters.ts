/** `#text/characters`: the texts of a terminal, without the rules for input, which load class-validator. */
export { printable, UNPRINTABLE } from './printable.js';
export { normalText } from './text.js';
