import { describe, expect, it } from '@jest/globals';
import { someCircumstances } from '@tierline/kernel/testing';
import { digest } from '../crypto/digest.js';
import type { ReceivedCommand } from './received-command.js';
import { circumstances, itself, stepOf, withoutCondition } from './steps.js';

const command: ReceivedCommand = {
  ...someCircumstances,
  ...{ type: 'Light', subject: 'lamp-1', data: {}, envelope: { correlationId: 'case', ifStateRevision: 3 } },
};

describe('a step of a command', () => {
  it('has the same id for ever, and is on behalf of the same actor at the same moment', () => {
    const { id, at, actor } = stepOf(digest, command, 'release');
    expect(stepOf(digest, command, 'release').id).toBe(id);
    expect({ at, actor }).toEqual({ at: command.at, actor: command.actor });
    expect(id).not.toBe(command.id);
  });

  it('is told apart from other steps, and from the same step of that command for another aggregate', () => {
    const ids = [
      stepOf(digest, command, 'release').id,
      stepOf(digest, command, 'issue').id,
      stepOf(digest, { ...command, subject: 'lamp-2' }, 'release').id,
    ];
    expect(new Set(ids).size).toBe(3);
  });

  it('is not held to what the sender has seen of another stream', () =>
    expect(withoutCondition(command)).toEqual({ correlationId: 'case' }));
});

it('the circumstances of a command are its id, its moment and its actor', () =>
  expect(Object.keys(circumstances(command)).toSorted()).toEqual(['actor', 'at', 'id']));

it('a context is known by its own name when it does what nobody has asked for', () =>
  expect(itself('call-routing')).toEqual({ id: '/tierline/call-routing', role: 'call-routing', channel: 'system' }));
