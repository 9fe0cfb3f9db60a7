export { FirstStart } from './first-start.js';
export { people } from './people.js';
