import type { Token } from '@tierline/contracts';
import type { DeviceToken, ReceiptToken } from '@tierline/device-unlock';
import type { Actor, CommandId, Digest } from '@tierline/kernel';
import type { ReceivedCommand } from '@tierline/platform';

/** The domain has names of its own for what the directory made. */
export const deviceToken = (token: Token<'device'>) => token as string as DeviceToken;
export const receiptToken = (token: Token<'receipt'>) => token as string as ReceiptToken;

/** Whoever does what nobody has asked for: a deadline has passed, a limit is exceeded. */
export const ITSELF: Actor = { id: '/tierline/device-unlock', role: 'device-unlock', channel: 'system' };

/** What a decision is told of how its command came. */
export const circumstances = ({ id, at, actor }: Pick<ReceivedCommand, 'id' | 'at' | 'actor'>) => ({ id, at, actor });

/**
 * The circumstances of a command that another one leads to, on behalf of the same actor.
 *
 * @param step tells apart the commands that one leads to; the same step of the same command has the same id for ever
 */
export const stepOf = (digest: Digest, { id, subject, at, actor }: ReceivedCommand, step: string) => ({
  // With the aggregate, since the same id for another one is another command, and steps of both may meet on one device.
  id: digest.uuid(['step', id, subject, step]) as CommandId,
  at,
  actor,
});

/** The envelope of a step: `If-Match` is about the stream that the command names, and about no other. */
export const withoutCondition = ({ envelope: { ifStateRevision: _, ...envelope } }: ReceivedCommand) => envelope;
