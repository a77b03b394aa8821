import { randomUUID } from 'node:crypto';
import type { MessageType } from '@tierline/contracts';
import type { Actor, CommandId, Instant } from '@tierline/kernel';
import type { ReceivedCommand } from '../door/received-command.js';
import { validated } from '../door/validate.js';

/** A command as a door hands it on, with an id of its own. */
export const received = <Data extends object>(
  type: MessageType<Data>,
  subject: string,
  body: object,
  actor: Actor = { id: 'ada', role: 'tier2-agent', channel: 'phone' },
): ReceivedCommand<Data> => ({
  id: randomUUID() as string as CommandId,
  type: type.name,
  subject,
  data: validated(type, body),
  at: new Date().toISOString() as Instant,
  actor,
  envelope: { correlationId: subject },
});
