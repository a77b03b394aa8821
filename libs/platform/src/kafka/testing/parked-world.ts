import type { Execution } from '@tierline/kernel';
import { asideWorld, type AsideWorld } from './aside-world.js';
import { recordOf } from './records.js';
import { accepted } from './service.js';

/** What becomes of commands, by their ids, from now on. */
type Answers = Map<string, Execution | Error>;

/** A world whose commands are accepted, but for those that have another answer. */
export function answering(): AsideWorld & { readonly answers: Answers; readonly done: string[] } {
  const answers: Answers = new Map();
  const done: string[] = [];
  const world = asideWorld(async ({ envelope }) => {
    const answer = answers.get(envelope.correlationId) ?? accepted();
    if (answer instanceof Error) throw answer;
    done.push(envelope.correlationId);
    return answer;
  });
  return { ...world, answers, done };
}

/** A world in which a1 failed, and a2 and a3 stand behind it. */
export async function parkedWorld() {
  const world = answering();
  world.answers.set('a1', new RangeError('bug'));
  for (const [offset, id] of ['a1', 'a2', 'a3'].entries()) {
    const disposition = await world.handle(recordOf('a', id, offset));
    if (disposition !== 'done') throw new Error(`${id} was not parked`);
  }
  return world;
}

/** What became of what was put aside: kind, offset and detail of each settlement. */
export const kinds = (world: AsideWorld) =>
  world
    .settlements()
    .map(({ kind, id, detail }) => [kind, id?.offset, detail].filter((each) => each !== undefined).join(' '));
