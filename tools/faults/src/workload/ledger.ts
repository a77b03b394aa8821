import type { HttpAnswer, SentCommand } from '../history.js';

/** A command on its way: what becomes known of it is noted here. */
export interface Entry {
  readonly id: string;
  readonly sent: () => void;
  /** A broker has taken a copy: topic/partition/offset. */
  readonly taken: (place: string) => void;
  readonly answered: (answer: HttpAnswer) => void;
}

/** What every sender writes down of what it sends, and is told. */
export interface Ledger {
  readonly open: (
    command: Pick<SentCommand, 'id' | 'context' | 'door' | 'type' | 'subject' | 'lane'> &
      Partial<Pick<SentCommand, 'expected' | 'mayBeParked'>>,
  ) => Entry;
  readonly commands: () => readonly SentCommand[];
  /** Forgets what was sent, once it was checked. */
  readonly forget: () => void;
}

type Mutable = { -readonly [Field in keyof SentCommand]: SentCommand[Field] };

/** Opens an empty ledger. */
export function ledger(): Ledger {
  let commands: Mutable[] = [];
  let sequence = 0;
  return {
    open: (command) => {
      const entry: Mutable = {
        ...{ expected: 'effect', ...command, sequence: (sequence += 1), sentAt: Math.round(performance.now()) },
        ...{ copies: 0, isAcknowledged: false, places: [] },
      };
      commands.push(entry);
      return {
        id: command.id,
        sent: () => (entry.copies += 1),
        taken: (place) => {
          entry.isAcknowledged = true;
          entry.places = [...entry.places, place];
        },
        answered: (answer) => {
          entry.isAcknowledged = true;
          entry.answer = answer;
        },
      };
    },
    commands: () => commands,
    forget: () => (commands = []),
  };
}
