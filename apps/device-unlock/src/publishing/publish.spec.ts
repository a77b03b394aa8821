import { describe, expect, it } from '@jest/globals';
import { deviceUnlockEvents, type MessageType } from '@tierline/contracts';
import { DEVICE_UNLOCK_EVENTS, type DeviceUnlockEvent } from '@tierline/device-unlock';
import { validated } from '@tierline/platform';
import { publishedEvent } from './publish.js';
import { at, storedEvents as stored } from '../testing/stored-events.js';

const requestId = '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b';

const events = Object.entries(stored).map(([type, data]) => ({ type, data }) as unknown as DeviceUnlockEvent);
const contracts = Object.values(deviceUnlockEvents) as readonly MessageType[];

describe('publishing', () => {
  it('has an answer for every event type that is stored', () => {
    expect(Object.keys(stored).sort()).toEqual(Object.keys(DEVICE_UNLOCK_EVENTS).sort());
  });

  it.each(events)('keeps to the contract for $type', (event) => {
    const published = publishedEvent(event);
    if (!published) {
      expect(contracts.map(({ name }) => name)).not.toContain(event.type);
      return;
    }
    const contract = contracts.find(({ name }) => name === published.type);
    if (!contract) throw new Error(`${published.type} has no contract`);
    expect(() => validated(contract, published.data)).not.toThrow();
  });

  it.each(events)('tells nobody a token, nor how far a value was off: $type', (event) => {
    expect(JSON.stringify(publishedEvent(event) ?? null)).not.toMatch(/token|difference/);
  });

  it('tells nobody that a policy was activated', () => {
    const data = { policy: 'device-unlock', version: 2, hash: 'h2', at };
    expect(publishedEvent({ type: 'PolicyActivated', data })).toBeUndefined();
  });

  it('stops at an event that nobody has decided about', () => {
    expect(() => publishedEvent({ type: 'Exploded', data: {} })).toThrow('nobody has decided');
  });

  it('DU-07: tells of a sale that the retailer denies by a message of its own', () => {
    const denied = { type: 'ProofRefused', data: { requestId, at, reason: 'not-sold', record: {} } };
    expect(publishedEvent(denied as unknown as DeviceUnlockEvent)).toEqual({ type: 'SaleDenied', data: { requestId } });
  });

  it('DU-04: tells what an identity document is refused as', () => {
    const refused = {
      type: 'ProofRefused',
      data: { requestId, at, reason: 'identity-document', document: 'passport' },
    };
    expect(publishedEvent(refused as unknown as DeviceUnlockEvent)).toEqual({
      type: 'ProofRefused',
      data: { requestId, proof: 'identity-document', reason: 'identity-document', fields: [] },
    });
  });
});
