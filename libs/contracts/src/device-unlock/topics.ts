import { contextTopics } from '../topics.js';
import { deviceUnlockCommands } from './commands.js';
import { deviceUnlockEvents } from './events.js';

const { recordPurchase, ...customerCommands } = deviceUnlockCommands;

/** Where device unlock listens and speaks. */
export const deviceUnlockTopics = contextTopics(
  'device-unlock',
  {
    stores: { sender: 'store-system', channel: 'store', commands: Object.values(customerCommands) },
    purchases: { sender: 'maker', channel: 'system', commands: [recordPurchase] },
  },
  Object.values(deviceUnlockEvents),
);
