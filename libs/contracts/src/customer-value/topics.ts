import { contextTopics } from '../topics.js';
import { customerValueEvents } from './events.js';

/** Where customer value speaks. */
export const customerValueTopics = contextTopics('customer-value', {}, Object.values(customerValueEvents));
