'use strict';

// Node.js loads this file when code calls require() and Node.js cannot load ES modules that way.
throw new Error(
  '@latchkey/server is an ES module. Load it with import(), or with require() on Node.js 20.19, ' +
    `22.12 or newer without --no-experimental-require-module. This is Node.js ${process.version}.`,
);
