import { isObject, type Json, type JsonObject } from '../json.js';
import { asList, followed } from '../schema-reader.js';
import type { BreakingChange } from './breaking-change.js';
import { schemaChanges } from './schemas.js';

type Objects = Readonly<Record<string, JsonObject>>;
type Documents = readonly [released: JsonObject, current: JsonObject];
type Operations = readonly [released: JsonObject, current: JsonObject];
type Compare = (where: string, documents: Documents, operations: Operations) => readonly BreakingChange[];

/**
 * Names what breaks between a released OpenAPI document and the current one, for those who call. New routes, optional
 * parameters, answers of new statuses that are errors and new fields of answers break nothing.
 */
export function breakingHttpChanges(released: JsonObject, current: JsonObject): readonly BreakingChange[] {
  const paths = objects(current['paths']);
  return Object.entries(objects(released['paths'])).flatMap(([path, methods]) =>
    Object.entries(objects(methods)).flatMap(([method, operation]) => {
      const where = `${method.toUpperCase()} ${path}`;
      const now = objects(paths[path])[method];
      if (!now) return [{ where, what: 'the route is gone' }];
      const rules = [callers, parameters, body, answers];
      return rules.flatMap((rule) => rule(where, [released, current], [operation, now]));
    }),
  );
}

const callers: Compare = (where, _, [before, now]) => {
  const allowed = rolesOf(now);
  return rolesOf(before)
    .filter((role) => !allowed.includes(role))
    .map((role) => ({ where, what: `${role} is no longer allowed` }));
};

const parameters: Compare = (where, [released, current], operations) => {
  const [before, now] = operations.map(parametersOf) as [Objects, Objects];
  const added = Object.keys(now).filter((name) => !before[name] && now[name]?.['required'] === true);
  return [
    ...added.map((name) => ({ where, what: `${name} is new and required` })),
    ...Object.entries(before).flatMap(([name, was]) => {
      const is = now[name];
      if (!is) return [{ where, what: `${name} is gone` }];
      const isStricter = is['required'] === true && was['required'] !== true;
      const sides = [
        { root: released, schema: was['schema'] },
        { root: current, schema: is['schema'] },
      ] as const;
      const changes = schemaChanges(`${where} ${name}`, ...sides, 'taken');
      return isStricter ? [{ where, what: `${name} is required now` }, ...changes] : changes;
    }),
  ];
};

const body: Compare = (where, [released, current], [before, now]) => {
  const [was, is] = [contentOf(before['requestBody']), contentOf(now['requestBody'])];
  const isNew = Object.keys(was).length === 0 && Object.keys(is).length > 0;
  if (isNew) return [{ where, what: 'a body is needed now' }];
  return Object.entries(was).flatMap(([type, media]) => {
    const other = is[type];
    if (!other) return [{ where, what: `a body of ${type} is no longer taken` }];
    const sides = [
      { root: released, schema: media['schema'] },
      { root: current, schema: other['schema'] },
    ] as const;
    return schemaChanges(`${where} body`, ...sides, 'taken');
  });
};

const answers: Compare = (where, [released, current], [before, now]) => {
  const [was, is] = [objects(before['responses']), objects(now['responses'])];
  const isSuccess = (status: string) => status.startsWith('2');
  const added = Object.keys(is).filter((status) => isSuccess(status) && !was[status]);
  return [
    ...added.map((status) => ({ where, what: `is answered ${status} now` })),
    ...Object.entries(was).flatMap(([status, response]) => {
      const other = is[status];
      // An error that does not come any more troubles nobody.
      if (!other) return isSuccess(status) ? [{ where, what: `is no longer answered ${status}` }] : [];
      return answerChanges(
        `${where} ${status}`,
        [released, current],
        [followed(released, response), followed(current, other)],
      );
    }),
  ];
};

const answerChanges: Compare = (where, [released, current], [before, now]) => {
  const headers = objects(now['headers']);
  const lost = Object.keys(objects(before['headers'])).filter((name) => !headers[name]);
  const content = contentOf(now);
  return [
    ...lost.map((name) => ({ where, what: `header ${name} is gone` })),
    ...Object.entries(contentOf(before)).flatMap(([type, media]) => {
      const other = content[type];
      if (!other) return [{ where, what: `is no longer ${type}` }];
      const sides = [
        { root: released, schema: media['schema'] },
        { root: current, schema: other['schema'] },
      ] as const;
      return schemaChanges(where, ...sides, 'given');
    }),
  ];
};

const objects = (value: Json | undefined): Objects => (isObject(value) ? (value as Objects) : {});
const contentOf = (value: Json | undefined): Objects => objects(objects(value)['content']);

/** One of the alternatives is enough, and each names one role. */
const rolesOf = ({ security }: JsonObject): readonly string[] =>
  asList(security).flatMap((each) => asList(objects(each)['bearer'] as Json | undefined).map(String));

const parametersOf = ({ parameters: list }: JsonObject): Objects =>
  Object.fromEntries(asList(list).map((each) => [`${textAt(each, 'in')} ${textAt(each, 'name')}`, each as JsonObject]));

const textAt = (value: Json, name: string): string => {
  const text = isObject(value) ? value[name] : undefined;
  return typeof text === 'string' ? text : '';
};
