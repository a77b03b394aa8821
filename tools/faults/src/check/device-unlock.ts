import { deviceUnlockTopics } from '@tierline/contracts';
import { uuidOf } from '@tierline/platform';
import type { FoundEvent } from '../history.js';
import { subjectOf, type FoundAppend } from './appends.js';
import type { CheckedContext } from './context.js';

const publishedNames = new Set(deviceUnlockTopics.events.messages.map(({ name }) => name));

/**
 * The steps by which a command is carried to another stream: each is a command of its own, whose id derives from the first and
 * its aggregate.
 */
const STEPS = ['reserve', 'issue', 'deny', 'release'];
/** The commands that a source is counted by (DU-15), each once and before it is decided. */
const COUNTED = ['RequestActivationUnlock', 'RequestCarrierUnlock'];
const ALWAYS = ['PurchaseRecordMissing', 'RetailerAnswered'];
const ENDS = ['SelfServiceAdvised', 'ActivationLockRemoved', 'ActivationUnlockDenied'];

/** What device unlock promises. */
export const checkedDeviceUnlock: CheckedContext = {
  topics: deviceUnlockTopics,
  // The contract has a message of its name: those that others are told of keep it.
  isPublished: ({ type }) => publishedNames.has(type),
  demanding,
  ledTo: (appends, called) => [
    ...appends
      .filter(({ commandId }) => called.has(commandId))
      .flatMap(({ commandId, subject }) => STEPS.map((step) => uuidOf(['step', commandId, subject, step]))),
    ...countsIn(appends, called),
  ],
};

/** The ids of the events after which something must follow (DU-07, DU-10, DU-16). */
function demanding(events: readonly FoundEvent[]): ReadonlySet<string> {
  const withTradeIn = new Set(
    events
      .filter(({ type, data }) => type === 'ActivationUnlockRequested' && 'tradeInId' in data)
      .map(({ stream }) => subjectOf(stream)),
  );
  const demands = ({ type, data, stream }: FoundEvent): boolean =>
    ALWAYS.includes(type) ||
    (type === 'UnlockIssued' && (data as { readonly lock?: string }).lock === 'activation') ||
    ((type === 'ActivationUnlockRequested' || ENDS.includes(type)) && withTradeIn.has(subjectOf(stream)));
  return new Set(events.filter(demands).map(({ id }) => id));
}

/** The ids of the counts that requests lead to, and of the blocks that counts lead to. */
function countsIn(appends: readonly FoundAppend[], called: ReadonlySet<string>): readonly string[] {
  const requests = new Set(
    appends
      .filter(({ commandId, commandType }) => called.has(commandId) && COUNTED.includes(commandType))
      .map(({ commandType, subject }) => `${commandType} ${subject}`),
  );
  return appends
    .filter(({ commandType }) => commandType === 'CountRequest')
    .flatMap(({ stream, said: { requestId, device } }) => [
      uuidOf(['block', stream]),
      ...COUNTED.filter((type) => requests.has(`${type} ${String(requestId)}`)).map((type) =>
        uuidOf(['count', type, requestId, device]),
      ),
    ]);
}
