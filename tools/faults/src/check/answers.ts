import type { History, HttpAnswer } from '../history.js';
import { appendsOf, grouped, type FoundAppend } from './appends.js';
import { violation, type Violation } from './violation.js';

/** Every answer of the HTTP door says what the store holds. */
export function checkAnswers({ commands, events }: History): readonly Violation[] {
  const appends = grouped(appendsOf(events), ({ commandId }) => commandId);
  return commands.flatMap(({ id, answer }) => {
    const [append] = appends.get(id) ?? [];
    if (!answer || !append || isTrue(answer, append)) return [];
    const stored = `${append.ending.outcome} at ${append.stream}@${append.revision}`;
    return violation('answer-contradicted', id, `answered was ${JSON.stringify(answer)}, and stored is ${stored}`);
  });
}

function isTrue({ outcome, revision, reason }: HttpAnswer, { ending, revision: stored }: FoundAppend): boolean {
  if (outcome !== ending.outcome || revision !== stored) return false;
  return ending.outcome !== 'refused' || ending.reason === reason;
}
