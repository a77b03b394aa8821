import { commonSettings, personalDataSettings, readSettings } from '@tierline/platform';

/** What device unlock is told by its environment. */
export const settings = { ...commonSettings, ...personalDataSettings };

/** Reads the environment. @throws {InvalidEnvironment} with every problem at once */
export const configure = () => readSettings(settings, process.env, process.argv.slice(2));
