import type { MessageType } from '@tierline/contracts';
import type { Actor, CommandId, EventMetadata, Execution, Instant, StoredEvent } from '@tierline/kernel';
import type { HandleCommand, ReceivedCommand } from '../door/received-command.js';
import { itself } from '../door/steps.js';
import { validated } from '../door/validate.js';
import type { FollowUp } from '../kafka/publication.js';
import { eventFollower, type OpenStore } from './follow-events.js';

/** When commands come of which a spec says nothing else. */
const USUAL = '2026-03-02T10:00:00.000Z' as Instant;

/** What a spec may say of how a command came; the rest is as usual. */
export interface Circumstances {
  readonly subject?: string;
  readonly actor?: Actor;
  readonly at?: Instant;
  /** The number of an earlier command: it comes again. */
  readonly number?: number;
  readonly ifStateRevision?: number;
}

/** What an application is asked through. */
export interface ApplicationParts {
  /** As topics have it, with a hyphen. */
  readonly context: string;
  /** Every command that it takes, by its contract. */
  readonly contracts: readonly MessageType[];
  readonly store: OpenStore;
  readonly handle: HandleCommand;
  readonly followUps: (event: StoredEvent<EventMetadata>) => FollowUp | undefined | Promise<FollowUp | undefined>;
  /** Of commands of which a spec says nothing else. */
  readonly usual: { readonly subject: string; readonly actor: Actor };
}

/** The application of a service as its doors have it, for specs: commands are numbered, so that each is a new one. */
export function application({ context, contracts, store, handle, followUps, usual }: ApplicationParts) {
  let last = 0;
  const received = (type: string, body: object, how: Circumstances = {}): ReceivedCommand => {
    last += 1;
    const contract = contracts.find(({ name }) => name === type);
    if (!contract) throw new Error(`there is no command ${type}`);
    const id = `00000000-0000-5000-8000-${String(how.number ?? last).padStart(12, '0')}` as CommandId;
    const { subject = usual.subject, actor = usual.actor, at = USUAL, ifStateRevision } = how;
    const envelope = { correlationId: 'case', ...(ifStateRevision !== undefined && { ifStateRevision }) };
    return { type, data: validated(contract, body), id, at, subject, actor, envelope };
  };
  return {
    received,
    request: (type: string, body: object, how: Circumstances = {}): Promise<Execution> =>
      handle(received(type, body, how)),
    /** The number of the last command. */
    number: () => last,
    /** Does what follows from everything that is stored; each command comes twice, as Kafka may deliver it. */
    followUp: eventFollower(
      store,
      context.replaceAll('-', '_'),
      followUps,
      async ({ message, data }, { id, stream }) => {
        const subject = stream.slice(stream.indexOf('-') + 1);
        const command = { ...received(message.name, data, { actor: itself(context), subject }), id: id as CommandId };
        await handle(command);
        await handle(command);
      },
    ),
  };
}
