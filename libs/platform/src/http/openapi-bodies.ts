import type { CommandRoute, RouteDeclaration } from './routes.js';

type Schema = Readonly<Record<string, unknown>>;

/** The name of the schema of a command's body. */
export const bodyName = ({ message, fields = [] }: CommandRoute): string =>
  fields.length === 0 ? message.data.name : `${message.data.name}Body`;

/**
 * The schema of a body that lacks what the path says, and its name; nothing where the body is the whole command.
 *
 * @param written the schemas of the commands by the names of their classes
 */
export function bodySchema(
  route: RouteDeclaration,
  written: Readonly<Record<string, Schema>>,
): readonly (readonly [string, Schema])[] {
  if (route.kind !== 'command' || !route.fields) return [];
  const { fields, message } = route;
  const { properties = {}, required = [], ...schema } = written[message.data.name] ?? {};
  const isOfBody = (name: string) => !fields.includes(name);
  const own = Object.entries(properties as Schema).filter(([name]) => isOfBody(name));
  return [
    [
      bodyName(route),
      { ...schema, properties: Object.fromEntries(own), required: (required as readonly string[]).filter(isOfBody) },
    ],
  ];
}
