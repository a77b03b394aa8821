import type { DeviceUnlockCommandV1 } from '@tierline/contracts';
import type { Month, SourceId } from '@tierline/device-unlock';
import { unreachable, type Execution } from '@tierline/kernel';
import { circumstances, withoutCondition, type ReceivedCommand } from '@tierline/platform';
import type { RequestSources } from './request-sources.js';

const TYPES = ['ReviewSource', 'BlockSource'] as const;

/** A command about a source of requests: from operations, or from what the service has told itself. */
export type RequestSourceCommandV1 = Extract<DeviceUnlockCommandV1, { type: (typeof TYPES)[number] }>;

/** Takes commands about the sources of requests (DU-15). */
export const onRequestSource =
  (sources: RequestSources) =>
  (received: ReceivedCommand & RequestSourceCommandV1): Promise<Execution> => {
    switch (received.type) {
      case 'ReviewSource': {
        const data = { source: received.subject as SourceId, reason: received.data.reason };
        return sources.review({ type: received.type, data, ...circumstances(received) }, received.envelope);
      }
      case 'BlockSource': {
        const { source, month, afterReviews } = received.data;
        const period = { source: source as SourceId, month: month as Month, afterReviews };
        return sources.block(period, received.at, withoutCondition(received));
      }
      default:
        return unreachable(received);
    }
  };

/** Whether a command is about a source of requests. */
export const isRequestSourceCommand = (
  command: ReceivedCommand & DeviceUnlockCommandV1,
): command is ReceivedCommand & RequestSourceCommandV1 => TYPES.some((type) => type === command.type);
