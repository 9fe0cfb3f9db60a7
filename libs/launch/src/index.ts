export { version } from './version.js';
export { limitYoungGeneration, MEMORY_OPTIONS } from './young-generation.js';
