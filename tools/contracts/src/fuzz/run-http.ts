import type { Role } from '@tierline/contracts';
import { commandIdOf } from '@tierline/platform';
import { CLIENT } from './http-inputs.js';
import type { HttpInput } from './http-input.js';
import type { HttpJudge } from './http-judge.js';
import type { HttpSender } from './http-send.js';

/** What became of a request. */
export interface Answered {
  readonly input: HttpInput;
  readonly status: number;
  readonly findings: readonly string[];
  /** The command that was executed, if one was. */
  readonly commandId?: string;
}

/** What requests are sent and judged with. */
export interface HttpRun {
  readonly sender: HttpSender;
  readonly judge: HttpJudge;
  readonly tokenOf: (role: Role) => Promise<string>;
}

const AT_ONCE = 16;

/** Sends requests, some at once, and judges every answer. */
export async function runHttp(inputs: readonly HttpInput[], run: HttpRun): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  const waiting = inputs.values();
  const work = async () => {
    for (const input of waiting) answered.push(await answer(input, run));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answered;
}

async function answer(input: HttpInput, { sender, judge, tokenOf }: HttpRun): Promise<Answered> {
  const { role } = input;
  try {
    const reply = await sender.send(input, role === undefined ? undefined : await tokenOf(role));
    const wasExecuted = [200, 201, 409].includes(reply.status) && input.key !== undefined && role !== undefined;
    return {
      input,
      status: reply.status,
      findings: judge(input, reply),
      ...(wasExecuted && { commandId: commandIdOf({ client: CLIENT, subject: role }, input.key) }),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { input, status: 0, findings: [`${input.method} ${input.path} (${input.fault ?? 'correct'}): ${why}`] };
  }
}
