#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/apps/cli/src/main.js', import.meta.url);

if (!existsSync(main)) {
  process.stderr.write('latchkey: building once …\n');
  const { build } = await import('../scripts/build.js');
  build();
}
await import(main.href);
