import config from '../../vitest.config.ts';

/** The unit tests of the folders that `stryker.config.js` lists. */
const unit = config.test.projects.find(({ test }) => test.name === 'unit');
unit.test.include = ['libs/{audit,config,json-api,oauth}/**/*.spec.ts'];

export default unit;
