import type { Role } from '@tierline/contracts';
import type { OpenApiDocument } from '@tierline/platform';
import type { TestStack } from '@tierline/stack/testing';
import { allBodies } from './bodies.js';
import { CLIENT, httpInputs } from './http-inputs.js';
import { httpJudge } from './http-judge.js';
import { routesIn } from './http-routes.js';
import { httpSender } from './http-send.js';
import { account, commandIdOf, counted, hasRepeats, type Sent } from './kafka-account.js';
import { kafkaInputs } from './kafka-inputs.js';
import { publishedJudge } from './published.js';
import { random } from '@tierline/chance';
import { readTopics, recordSender, type Readings } from './readings.js';
import type { Door, FuzzReport } from './report.js';
import { runHttp, type Answered } from './run-http.js';
import { runKafka } from './run-kafka.js';
import type { FuzzedService } from './fuzzed-services.js';
import { subjects } from './subjects.js';
import { faultsOfService, type WatchedService } from './service.js';

/** How much is sent, and what chance begins with. */
export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  readonly onProgress?: (sent: number) => void;
}

const WAVE = 200;
const PATIENCE = 60_000;
const LOOK_AGAIN = 500;

/** Sends what chance makes up to both doors of a running service, and takes stock of all that it led to. */
export async function fuzz(stack: TestStack, service: WatchedService, options: FuzzOptions): Promise<FuzzReport> {
  const { inputs, seed, onProgress } = options;
  const { events, outcomes, deadLetters } = service.of.topics;
  const began = performance.now();
  const chance = random(seed);
  const document = (await (await fetch(`${service.httpUrl}/openapi.json`)).json()) as OpenApiDocument;
  const parts = { bodies: allBodies(), subjects: subjects() };
  const nextRequest = httpInputs({ ...parts, routes: routesIn(document) });
  const nextRecord = kafkaInputs({ ...parts, service: service.of, source: `/fuzz/${chance.uuid()}` });
  const sender = httpSender(service.httpUrl);
  const records = await recordSender(stack.kafkaBrokers);
  const readings = await readTopics(stack.kafkaBrokers, [events.topic, outcomes.topic, deadLetters.topic]);
  try {
    const http = { sender, judge: httpJudge(document), tokenOf: tokens(stack) };
    const answered: Answered[] = [];
    const sent: Sent[] = [];
    for (let done = 0; done < inputs; done += WAVE) {
      const wave = Array.from({ length: Math.min(WAVE, inputs - done) }, () =>
        chance.chance(0.5) ? nextRequest(chance) : nextRecord(chance),
      );
      const [some, others] = await Promise.all([
        runHttp(
          wave.filter((each) => each.door === 'http'),
          http,
        ),
        runKafka(
          wave.filter((each) => each.door === 'kafka'),
          records,
        ),
      ]);
      answered.push(...some);
      sent.push(...others);
      onProgress?.(done + wave.length);
    }
    const stock = await takeStock(sent, answered, readings, service.of);
    const findings = [
      ...answered.flatMap((each) => each.findings),
      ...stock.findings,
      ...(await faultsOfService(service)),
    ];
    const statuses = counted(answered.map(({ status }) => String(status)));
    return {
      ...{
        service: service.of.name,
        seed,
        inputs,
        milliseconds: performance.now() - began,
        published: stock.published,
        findings,
      },
      http: { ...doorOf(answered), statuses },
      kafka: { ...doorOf(sent), outcomes: stock.outcomes, deadLetters: stock.reasons },
    };
  } finally {
    sender.close();
    await Promise.all([records.close(), readings.close()]);
  }
}

async function takeStock(
  sent: readonly Sent[],
  answered: readonly Answered[],
  readings: Readings,
  { topics: { outcomes, deadLetters } }: FuzzedService,
) {
  const of = (topic: string) => readings.all.filter((each) => each.topic === topic);
  const commands = [...new Set(answered.flatMap(({ commandId }) => commandId ?? []))];
  const look = () => {
    const counts = counted(of(outcomes.topic).map(commandIdOf));
    const unheard = commands.filter((id) => counts[id] === undefined);
    return { ...account(sent, of(outcomes.topic), of(deadLetters.topic)), counts, unheard };
  };
  const deadline = performance.now() + PATIENCE;
  let stock = look();
  while (stock.open.length + stock.unheard.length > 0 && performance.now() < deadline) {
    const wanted = readings.all.length + stock.open.length + stock.unheard.length;
    await readings.until(() => readings.all.length >= wanted, LOOK_AGAIN);
    stock = look();
  }
  const published = readings.all.filter(({ topic }) => topic !== deadLetters.topic);
  const judge = publishedJudge();
  const findings = [
    ...stock.findings,
    ...stock.open.map(
      ({ place, input }) => `${place} (${input.fault ?? 'correct'}) was lost: no outcome, not put aside`,
    ),
    ...stock.unheard.map((id) => `command ${id} was answered by HTTP and has no outcome`),
    ...commands
      .filter((id) => hasRepeats(of(outcomes.topic).filter((each) => commandIdOf(each) === id)))
      .map((id) => `command ${id} has more than one outcome`),
    ...published.flatMap(judge),
  ];
  return { ...stock, published: published.length, findings };
}

function doorOf(sent: readonly { readonly input: { readonly fault?: string } }[]): Door {
  const faults = sent.flatMap(({ input }) => input.fault ?? []);
  return { sent: sent.length, correct: sent.length - faults.length, faults: counted(faults) };
}

/** One token for each role, asked for once. */
function tokens(stack: TestStack): (role: Role) => Promise<string> {
  const known = new Map<Role, Promise<string>>();
  return (role) => {
    const token = known.get(role) ?? stack.token({ role, sub: role, clientId: CLIENT });
    known.set(role, token);
    return token;
  };
}
