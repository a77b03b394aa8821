import { describeStoredEvents } from '@tierline/kernel/testing';
import { aggregates } from './testing/every-decision.js';
import { policy } from './testing/fixtures.js';

describeStoredEvents(aggregates, policy, ['ConcessionDecidedOtherwise.remark']);
