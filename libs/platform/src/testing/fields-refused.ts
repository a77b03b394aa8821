import type { MessageType } from '@tierline/contracts';
import { InvalidMessage, validated } from '../door/validate.js';

/** The fields for which the door refuses what a message says; none of what it lets in. */
export function fieldsRefused(contract: MessageType, body: unknown): readonly string[] {
  try {
    validated(contract, body);
  } catch (error) {
    if (error instanceof InvalidMessage) return error.violations.map(({ field }) => field);
    throw error;
  }
  return [];
}
