export { limitYoungGeneration, MEMORY_OPTIONS } from './young-generation.js';
