import { verifyStream, type Position } from '@tierline/kernel';
import { digest } from '@tierline/platform';
import type { FoundEvent, History } from '../history.js';
import { grouped } from './appends.js';
import { violation, type Violation } from './violation.js';

/** The hash chain of every stream holds from its first event to its last. */
export function checkChains({ events, earlier = [] }: History): readonly Violation[] {
  return [...grouped([...earlier, ...events], ({ stream }) => stream)].flatMap(([stream, found]) => {
    const fault = verifyStream(digest, found.map(withPosition));
    return fault ? violation('chain-broken', stream, `an event is ${fault.fault} at revision ${fault.revision}`) : [];
  });
}

const withPosition = (event: FoundEvent) => ({ ...event, position: positionOf(event.position) });

/** Reads a position as histories write it. */
export function positionOf(text: string): Position {
  const [commit = '', prepare = ''] = text.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
