import type { Actor, Instant } from '@tierline/kernel';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeviceCommand } from './device.commands.js';
import { deviceDecider } from './device.decider.js';
import { blockedBy, BLOCKING_CONDITIONS, type Device, type DeviceEvent, type DeviceStatus } from './device.events.js';
import {
  acknowledge,
  activationHolder,
  carrierHolder,
  dansHolder,
  issueCode,
  issueRemoval,
  release,
  report,
  reserve,
  showCode,
} from './testing/devices.js';
import { ada, policy } from './testing/fixtures.js';

const { initial, decide, evolve } = deviceDecider;
const bo: Actor = { id: 'clerk-bo', role: 'store-clerk', channel: 'store' };
const instants = fc
  .integer({ min: 0, max: 59 })
  .map((minute) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z` as Instant);
const reports = fc
  .tuple(fc.constantFrom(...BLOCKING_CONDITIONS), fc.boolean(), instants)
  .map(([condition, holds, occurredAt]) => report(condition, holds, occurredAt));
const commands: fc.Arbitrary<DeviceCommand> = fc
  .tuple(
    fc.oneof(
      { weight: 1, arbitrary: reports },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          reserve(activationHolder),
          reserve(dansHolder),
          release(),
          release(dansHolder.requestId),
        ),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom(reserve(carrierHolder), issueCode(), issueRemoval(), showCode, acknowledge),
      },
    ),
    fc.constantFrom(ada, ada, bo),
    instants,
  )
  .map(([command, actor, at]): DeviceCommand => ({ ...command, actor, at }));
// Some begin half-way, so that every stage is interrupted often.
const interleavings = fc
  .tuple(fc.nat(5), fc.array(commands, { maxLength: 25 }))
  .map(([stage, rest]) => [
    ...[reserve(carrierHolder), issueCode(), showCode, acknowledge].slice(0, stage === 5 ? 0 : stage),
    ...rest,
  ]);

interface Step {
  readonly before: Device;
  readonly events: readonly DeviceEvent[];
  readonly after: Device;
}
const run = (story: readonly DeviceCommand[]): readonly Step[] => {
  let device: Device = initial;
  return story.map((command) => {
    const decision = decide(command, device, policy);
    const events = 'rejected' in decision ? [] : decision;
    const step = { before: device, events, after: events.reduce(evolve, device) };
    device = step.after;
    return step;
  });
};
const all = <Type extends DeviceEvent['type']>(steps: readonly Step[], type: Type) =>
  steps.flatMap(({ events }) => events).filter((event) => event.type === type) as Extract<
    DeviceEvent,
    { type: Type }
  >[];

it('DU-09: nothing is reserved, issued or shown while a report keeps the device locked, whatever the order of things', () => {
  let stopped = 0;
  fc.assert(
    fc.property(interleavings, (story) => {
      for (const { before, events } of run(story)) {
        if (blockedBy(before.reports).length === 0) continue;
        stopped += 1;
        for (const { type } of events) expect(['UnlockReserved', 'UnlockIssued', 'CodeShown']).not.toContain(type);
      }
    }),
  );
  expect(stopped).toBeGreaterThan(0);
});

it('DU-09: a report that comes after the unlock either revokes it or says that it cannot', () => {
  let late = 0;
  fc.assert(
    fc.property(interleavings, (story) => {
      for (const { before, events, after } of run(story)) {
        const isNews = blockedBy(after.reports).some((each) => !blockedBy(before.reports).includes(each));
        const isIssued = before.unlock.status !== 'free' && before.unlock.status !== 'reserved';
        if (!isNews || !isIssued) continue;
        late += 1;
        expect(events.at(-1)?.type).toBe(
          before.unlock.status === 'code-issued' ? 'UnlockRevoked' : 'UnlockBeyondRevocation',
        );
      }
    }),
    { numRuns: 500 },
  );
  expect(late).toBeGreaterThan(0);
});

it('DU-13: a code is seen for one request and by one actor, and never after it was acknowledged', () => {
  let acknowledgements = 0;
  fc.assert(
    fc.property(interleavings, (story) => {
      const steps = run(story);
      const showings = all(steps, 'CodeShown');
      expect(new Set(showings.map(({ data }) => `${data.requestId} ${data.to}`)).size).toBeLessThanOrEqual(1);
      expect(showings.map(({ data }) => data.showing)).toStrictEqual(showings.map((_, index) => index + 1));
      const types = steps.flatMap(({ events }) => events).map(({ type }) => type);
      const acknowledgedAt = types.indexOf('CodeAcknowledged');
      if (acknowledgedAt < 0) return;
      acknowledgements += 1;
      expect(types.lastIndexOf('CodeShown')).toBeLessThan(acknowledgedAt);
      expect(types.lastIndexOf('CodeAcknowledged')).toBe(acknowledgedAt);
    }),
    { numRuns: 500 },
  );
  expect(acknowledgements).toBeGreaterThan(0);
});

it('DU-13: two requests never have the device at once', () =>
  fc.assert(
    fc.property(interleavings, (story) => {
      for (const { before, events } of run(story))
        if (events.some(({ type }) => type === 'UnlockReserved'))
          expect(['reserved', 'code-issued']).not.toContain(before.unlock.status);
    }),
  ));

it('DU-09: what the reports say does not depend on the order in which they came', () =>
  fc.assert(
    fc.property(
      fc
        .array(
          reports.map(({ data }): DeviceStatus => data),
          { maxLength: 8 },
        )
        .chain((each) => fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length }))),
      ([one, other]) => expect(blockedBy(other)).toStrictEqual(blockedBy(one)),
    ),
  ));

it('a command that was accepted changes nothing when it comes again, but a code is shown again', () =>
  fc.assert(
    fc.property(interleavings, commands, (story, command) => {
      const device = run(story).at(-1)?.after ?? initial;
      const [step] = run([...story, command]).slice(-1);
      if (step === undefined || step.events.length === 0) return;
      const again = decide(command, step.events.reduce(evolve, device), policy);
      if (command.type === 'ShowCode') expect(again).toMatchObject([{ type: 'CodeShown' }]);
      else expect(again).toStrictEqual([]);
    }),
  ));
