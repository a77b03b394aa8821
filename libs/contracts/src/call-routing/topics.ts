import { contextTopics } from '../topics.js';
import { callRoutingEvents } from './events.js';

/** Where call routing speaks. */
export const callRoutingTopics = contextTopics('call-routing', {}, Object.values(callRoutingEvents));
