import { callRoutingTopics } from '../call-routing/topics.js';
import { coverageComplaintsTopics } from '../coverage-complaints/topics.js';
import type { MessageType } from '../message-type.js';
import type { Sender } from '../roles.js';
import { contextTopics, type ContextTopics, type Door } from '../topics.js';
import { customerValueEvents } from './events.js';
import { billingFacts } from './facts-of-billing.js';
import { orderFacts } from './facts-of-orders.js';
import { customerValueFollowUps } from './follow-ups.js';
import { usageCommands } from './usage.js';

const from = (sender: Sender, commands: readonly MessageType[]): Door => ({ sender, channel: 'system', commands });

const publishedBy = ({ context, events }: ContextTopics, sender: Sender): Door => ({
  ...from(sender, events.messages),
  topic: events.topic,
  publishedBy: context,
});

/** Where customer value listens and speaks. */
export const customerValueTopics = contextTopics(
  'customer-value',
  {
    orders: from('orders', Object.values(orderFacts)),
    billing: from('billing', Object.values(billingFacts)),
    usage: from('usage', [usageCommands.reportUsage]),
    'usage-reviews': from('fraud-and-abuse', [usageCommands.answerUsageReview]),
    internal: from('customer-value', Object.values(customerValueFollowUps)),
    'call-routing': publishedBy(callRoutingTopics, 'call-routing'),
    'coverage-complaints': publishedBy(coverageComplaintsTopics, 'coverage-complaints'),
  },
  Object.values(customerValueEvents),
);
