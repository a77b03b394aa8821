import { contextTopics } from '../topics.js';
import { coverageComplaintsEvents } from './events.js';

/** Where coverage complaints speaks. */
export const coverageComplaintsTopics = contextTopics(
  'coverage-complaints',
  {},
  Object.values(coverageComplaintsEvents),
);
