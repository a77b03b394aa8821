import { problemKinds, problemType } from './problem.js';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const position = { type: 'string', pattern: '^[A-Za-z0-9_-]{28}$', description: 'An opaque position token' };
const object = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

/** The schema of the answer to a command. */
export const answerSchemas = {
  CommandAnswer: object(
    {
      outcome: { type: 'string', enum: ['accepted', 'no-effect'] },
      subject: { ...text, description: 'The id of what the command was about' },
      revision: { ...count, description: 'The revision of the append that the command left' },
      stateRevision: { ...count, description: 'The last revision that changed the state: the entity tag' },
      position,
      repeated: {
        type: 'boolean',
        description: 'Whether an earlier request with this Idempotency-Key was answered so',
      },
      disclosed: {
        type: 'object',
        additionalProperties: text,
        description: 'Kept values in the clear, when the command asked to see them; `Erased` when they were forgotten',
      },
    },
    ['disclosed'],
  ),
} as const;

/** The schema of a page of documents, and its name. */
export const pageSchema = (item: string): readonly [string, object] => [
  pageName(item),
  object(
    {
      items: { type: 'array', items: { $ref: `#/components/schemas/${item}` } },
      next: { ...text, description: 'The cursor of the next page; none on the last' },
    },
    ['next'],
  ),
];

/** The name of the schema of a page. */
export const pageName = (item: string): string => `${item}Page`;

const optionalMembers = ['reason', 'rule', 'violations', 'revision', 'stateRevision', 'position', 'repeated'];
const types = Object.keys(problemKinds).map((kind) => problemType(kind as keyof typeof problemKinds));

/** The schemas of problems. */
export const problemSchemas = {
  Violation: object({
    field: { ...text, description: 'The path of the field, as `proof.price.currency`' },
    constraint: text,
    message: text,
    received: { ...text, description: 'The JSON type of what came' },
  }),
  Problem: object(
    {
      type: { type: 'string', format: 'uri', enum: types },
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: { type: 'string', format: 'uri-reference' },
      reason: { ...text, description: 'Of a refusal: why, for programs' },
      rule: { ...text, description: 'Of a refusal: the rule that demands it, as `DU-04`' },
      violations: { type: 'array', items: { $ref: '#/components/schemas/Violation' } },
      revision: count,
      stateRevision: { type: 'integer', minimum: -1 },
      position,
      repeated: { type: 'boolean' },
      correlationId: text,
    },
    optionalMembers,
  ),
} as const;
