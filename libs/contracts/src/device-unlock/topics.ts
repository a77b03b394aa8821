import { customerValueTopics } from '../customer-value/topics.js';
import type { MessageType } from '../message-type.js';
import type { Sender } from '../roles.js';
import { contextTopics, type Door } from '../topics.js';
import { deviceUnlockCommands } from './commands.js';
import { deviceUnlockEvents } from './events.js';
import { deviceUnlockFacts } from './facts.js';
import { followUpCommands } from './follow-ups.js';

const { requestActivationUnlock, answerCredentials, submitProof, consentToErasure, removeActivationLock } =
  deviceUnlockCommands;
const { requestCarrierUnlock, answerCarrierUnlock } = deviceUnlockCommands;
const { recordPurchase, recordDeviceStatus, recordSellerStanding, recordAccountStanding } = deviceUnlockFacts;
const { customerStandingChanged, valueChanged } = deviceUnlockFacts;

const factsFrom = (sender: Sender, ...commands: readonly MessageType[]): Door => ({
  sender,
  channel: 'system',
  commands,
});

/** Where device unlock listens and speaks. */
export const deviceUnlockTopics = contextTopics(
  'device-unlock',
  {
    stores: {
      sender: 'store-system',
      channel: 'store',
      commands: [
        requestActivationUnlock,
        answerCredentials,
        submitProof,
        consentToErasure,
        removeActivationLock,
        requestCarrierUnlock,
        answerCarrierUnlock,
      ],
    },
    purchases: factsFrom('maker', recordPurchase),
    'device-status': factsFrom('device-register', recordDeviceStatus),
    retailers: factsFrom('retailer-register', recordSellerStanding),
    'retailer-answers': factsFrom('retailer', deviceUnlockFacts.recordRetailerAnswer),
    internal: factsFrom('device-unlock', ...Object.values(followUpCommands)),
    billing: factsFrom('billing', recordAccountStanding),
    'customer-value': {
      ...factsFrom('customer-value', customerStandingChanged, valueChanged),
      topic: customerValueTopics.events.topic,
      publishedBy: customerValueTopics.context,
    },
  },
  Object.values(deviceUnlockEvents),
);
