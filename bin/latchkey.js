#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In a checkout, the build may be missing or outdated. An installed package has no sources.
if (existsSync(new URL('../apps', import.meta.url))) {
  const { updateBuild } = await import('../scripts/build.js');
  updateBuild();
}
await import('../dist/apps/cli/src/main.js');
