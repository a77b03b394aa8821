import { EXIT, type Command } from '../cli.js';
import { importCustomers } from './customers/command.js';

/** What others have kept, told to a service as facts. */
export const importFile: Command = {
  usage: ['import customers <csv> [--as-of <day>] [--zone <zone>] [--currency <code>] [--brokers <list>] [--json]'],
  run: (args, surroundings) => {
    const [what, ...rest] = args;
    if (what === 'customers') return importCustomers(rest, surroundings);
    for (const line of importFile.usage) surroundings.error(`tierline ${line}`);
    return Promise.resolve(EXIT.usage);
  },
};
