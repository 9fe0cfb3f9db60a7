export { DemoSeed } from './demo-seed.js';
export { people } from './people.js';
