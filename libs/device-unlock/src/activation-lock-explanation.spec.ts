import { recordCommands } from '@tierline/kernel/testing';
import { describe, expect, it } from '@jest/globals';
import { explainActivationLockRequest } from './activation-lock-explanation.js';
import type { ActivationLockRequestCommand } from './activation-lock-request.commands.js';
import { activationLockRequestDecider } from './activation-lock-request.decider.js';
import {
  answer,
  asked,
  authorised,
  cited,
  fieldsOf,
  receipt,
  record as recordFact,
  remove,
  request,
  requested,
  submit,
  wrongReceipt,
} from './testing/activation-lock.js';
import { ada, at, otherPhone, requestId, policy } from './testing/fixtures.js';
import { cite } from './values.js';

const history = (...commands: ActivationLockRequestCommand[]) =>
  recordCommands(activationLockRequestDecider, policy, commands);
const lastOf = async (...commands: ActivationLockRequestCommand[]) =>
  explainActivationLockRequest(await history(...commands)).at(-1);

describe('the explanation of a request', () => {
  it('DU-06: tells of each decision the inputs, the facts with revision, every field, the rules and the policy', async () => {
    const explained = explainActivationLockRequest(await history(request(), answer('unknown'), submit(wrongReceipt)));
    expect(explained).toHaveLength(3);
    expect(explained[2]).toStrictEqual({
      revision: 3,
      at,
      command: 'SubmitProof',
      inputs: { requestId, proof: wrongReceipt },
      actor: ada,
      facts: [
        { name: 'purchase', value: recordFact.value, place: cited },
        { name: 'seller', value: authorised.value, place: cite(authorised) },
      ],
      outcome: 'accepted',
      decided: [
        {
          type: 'ProofRefused',
          data: { requestId, at, reason: 'fields-differ', fields: fieldsOf(wrongReceipt), record: cited },
        },
      ],
      rules: ['DU-03', 'DU-06'],
      policy: { name: 'device-unlock', version: 1, hash: 'spec' },
      counterfactuals: [{ kind: 'proof', changes: [{ field: 'receiptNumber', from: 'receipt-9', to: 'receipt-1' }] }],
    });
  });

  it('DU-02: tells an append of several events as the one decision that it was', async () => {
    const [first] = explainActivationLockRequest(await history(request()));
    expect(first).toMatchObject({
      revision: 1,
      outcome: 'accepted',
      decided: [requested, asked],
      rules: ['DU-01', 'DU-02'],
    });
  });

  it('tells of a command that changed nothing', async () =>
    expect(await lastOf(request(), answer('unknown'), answer('unknown'))).toMatchObject({
      outcome: 'no-effect',
      decided: [],
      rules: [],
      counterfactuals: [],
    }));

  it('DU-10: tells of a refusal by which rule', async () =>
    expect(await lastOf(request(), answer('unknown'), submit(receipt), remove())).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'erasure-not-consented', rule: 'DU-10' },
      rules: ['DU-10'],
      counterfactuals: [{ kind: 'before', events: ['ErasureConsented'] }],
    }));

  it.each([
    ['a yes', [request(), answer('unknown'), submit(receipt)]],
    [
      'a record that was filed under another device',
      [request({ device: otherPhone }), answer('unknown'), submit(receipt)],
    ],
  ])('has no counterfactual for %s', async (_, commands) =>
    expect(await lastOf(...commands)).toMatchObject({ outcome: 'accepted', counterfactuals: [] }),
  );
});
