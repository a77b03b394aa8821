import type { OpenApiDocument } from '@tierline/platform';
import { refusalsBy, type Refusals } from '../ajv.js';
import { plainSchemas } from '../generate/json-schema.js';
import { isObject, type JsonObject } from '../json.js';
import type { HttpInput } from './http-input.js';
import type { HttpAnswer } from './http-send.js';
import { tellsTheStack } from './stack-trace.js';

/** What is wrong with an answer, one line each. */
export type HttpJudge = (input: HttpInput, answer: HttpAnswer) => readonly string[];

/** Judges answers by what their requests deserve, and by what the document promises of answers. */
export function httpJudge({ components }: OpenApiDocument): HttpJudge {
  const text = JSON.stringify(plainSchemas(components['schemas'] as Record<string, JsonObject>));
  const definitions = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as JsonObject;
  const known = new Map<string, Refusals>();
  const refusals = (name: string): Refusals => {
    const found = known.get(name) ?? refusalsBy({ $defs: definitions, $ref: `#/$defs/${name}` });
    known.set(name, found);
    return found;
  };
  return (input, answer) => {
    const { status, contentType, body } = answer;
    const isProblem = status >= 400;
    const read = readJson(body);
    const promised = isProblem ? 'Problem' : input.answer;
    const told = isProblem || !isObject(read) ? undefined : read['answer'];
    const broken = [
      ...(promised === undefined || read === undefined ? [] : refusals(promised)(read)),
      ...(input.told === undefined || told === undefined ? [] : refusals(input.told)(told)),
    ];
    const says = (what: string) => `${input.method} ${input.path} (${input.fault ?? 'correct'}) ${what}`;
    return [
      ...(input.expected.includes(status) ? [] : [says(`is answered ${String(status)} ${body.slice(0, 300)}`)]),
      ...(tellsTheStack(body) ? [says('tells where in the code')] : []),
      ...(read === undefined ? [says('is not answered in JSON')] : []),
      ...(isProblem && contentType !== 'application/problem+json' ? [says(`is answered as ${contentType}`)] : []),
      ...(isProblem && !saysWhy(read, status) ? [says('is answered without a reason')] : []),
      ...broken.map((field) =>
        says(
          `is answered with ${field}, which is not as ${[promised, input.told].flatMap((name) => name ?? []).join(' with ')} says: ${body.slice(0, 300)}`,
        ),
      ),
    ];
  };
}

function saysWhy(problem: unknown, status: number): boolean {
  if (!isObject(problem)) return false;
  const { detail, title, violations } = problem;
  const hasText = [detail, title].every((each) => typeof each === 'string' && each !== '');
  const isOfData = typeof problem['type'] === 'string' && problem['type'].endsWith(':invalid-message');
  const namesFields = Array.isArray(violations) && violations.length > 0;
  return hasText && problem['status'] === status && (!isOfData || namesFields);
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
