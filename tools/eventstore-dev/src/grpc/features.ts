import { features } from '../proto/stubs.js';

/** The version this server claims: the production line's, so that clients choose the same paths. */
export const SERVER_VERSION = '24.10.0';

const SUPPORTED: readonly (readonly [service: string, method: string, ...features: string[]])[] = [
  ['event_store.client.streams.Streams', 'Read', 'position', 'events'],
  ['event_store.client.streams.Streams', 'Append'],
  ['event_store.client.streams.Streams', 'BatchAppend'],
  ['event_store.client.streams.Streams', 'Delete'],
  ['event_store.client.streams.Streams', 'Tombstone'],
  ['event_store.client.server_features.ServerFeatures', 'GetSupportedMethods'],
];

/** The methods this server has, with their optional features. */
export function supportedMethods(): InstanceType<typeof features.SupportedMethods> {
  const answer = new features.SupportedMethods();
  answer.setEventStoreServerVersion(SERVER_VERSION);
  for (const [service, method, ...names] of SUPPORTED) {
    const entry = new features.SupportedMethod();
    entry.setServiceName(service);
    entry.setMethodName(method);
    entry.setFeaturesList(names);
    answer.addMethods(entry);
  }
  return answer;
}
