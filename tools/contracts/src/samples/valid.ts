import type { Contract } from '../catalogue.js';
import { versionedName } from '../catalogue.js';
import { asJson, type JsonObject } from '../json.js';
import { carrierUnlockSamples } from './carrier-unlock.js';
import { customerValueSamples } from './customer-value.js';
import { deviceUnlockSamples } from './device-unlock.js';
import { requestSourceSamples } from './request-sources.js';
import { callRoutingSamples, coverageComplaintsSamples } from './neighbours.js';
import type { Samples } from './sample.js';

const byContext: Readonly<Record<string, Samples>> = {
  'device-unlock': { ...deviceUnlockSamples, ...carrierUnlockSamples, ...requestSourceSamples },
  'customer-value': customerValueSamples,
  'call-routing': callRoutingSamples,
  'coverage-complaints': coverageComplaintsSamples,
};

/**
 * Valid data of a message, one for each shape that it can have.
 *
 * @throws {Error} naming the message that nobody has written a sample of
 */
export function validSamples({ context, message }: Pick<Contract, 'context' | 'message'>): readonly JsonObject[] {
  return handMade(context, versionedName(message)).valid.map(asJson);
}

/** What somebody has written down of a message. @throws {Error} naming the message when nobody has */
export function handMade(context: string, name: string): Samples[string] {
  const samples = byContext[context]?.[name];
  if (!samples || samples.valid.length === 0) throw new Error(`${context}.${name} has no valid sample`);
  return samples;
}
