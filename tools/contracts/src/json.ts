/** A value that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object that JSON can say. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** A value as JSON writes and reads it: without what JSON has no word for. */
export const asJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/** A value as it is written into a file: two spaces, a line break at the end. */
export const jsonText = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Whether a value is an object, and no list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
