import { limitYoungGeneration } from '#launch';

limitYoungGeneration(process);
await import('./server.js');
