import type { Actor, CommandId, Digest } from '@tierline/kernel';
import type { ReceivedCommand } from './received-command.js';

/** What a decision is told of how its command came. */
export const circumstances = ({ id, at, actor }: Pick<ReceivedCommand, 'id' | 'at' | 'actor'>) => ({ id, at, actor });

/**
 * The circumstances of a command that another one leads to, on behalf of the same actor.
 *
 * @param step tells apart the commands that one leads to; the same step of the same command has the same id for ever
 */
export const stepOf = (digest: Digest, { id, subject, at, actor }: ReceivedCommand, step: string) => ({
  // With the aggregate, since the same id for another one is another command, and steps of both may meet on one stream.
  id: digest.uuid(['step', id, subject, step]) as CommandId,
  at,
  actor,
});

/** The envelope of a step: `If-Match` is about the stream that the command names, and about no other. */
export const withoutCondition = ({ envelope: { ifStateRevision: _, ...envelope } }: ReceivedCommand) => envelope;

/** Whoever does in a context what nobody has asked for: an event demands it, a deadline has passed, a limit is exceeded. */
export const itself = (context: string): Actor => ({ id: `/tierline/${context}`, role: context, channel: 'system' });
