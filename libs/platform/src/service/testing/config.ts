import { commonSettings } from '../common-settings.js';
import { readSettings } from '../environment.js';
import { wholeNumber } from '../settings.js';

const settings = {
  ...commonSettings,
  lamps: { variable: 'TIERLINE_LAMPS', description: 'How many lamps there are', parse: wholeNumber(1, 9) },
  trouble: {
    variable: 'TIERLINE_TROUBLE',
    description: 'What goes wrong',
    parse: (text: string) => text,
    byDefault: 'nothing',
  },
};

export const configure = () => readSettings(settings, process.env, process.argv.slice(2));
export type Config = ReturnType<typeof configure>['values'];
