import { commonSettings, personalDataSettings, readSettings } from '@tierline/platform';

/** What customer value is told by its environment. */
export const settings = { ...commonSettings, ...personalDataSettings };

/** Reads the environment. @throws {InvalidEnvironment} with every problem at once */
export const configure = () => readSettings(settings, process.env, process.argv.slice(2));
