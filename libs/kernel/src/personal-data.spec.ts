import { describe, it } from '@jest/globals';
import { personalDataDecider, type DiscloseValue, type ForgetSubject } from './personal-data.js';
import { policies } from './testing/doors.js';
import { someCircumstances, specify } from './testing/index.js';

const { at } = someCircumstances;
const given = specify(personalDataDecider, policies.activeAt(at));
const forget: ForgetSubject = { ...someCircumstances, type: 'ForgetSubject', data: { subject: 'c1' }, facts: {} };
const what = { subject: 'c1', of: 'request-1', field: 'remark' };
const disclose: DiscloseValue = { ...someCircumstances, type: 'DiscloseValue', data: what, facts: {} };
const forgotten = { type: 'SubjectForgotten', data: { subject: 'c1', at } } as const;
const disclosed = { type: 'ValueDisclosed', data: { ...what, at } } as const;

describe('forgetting somebody', () => {
  it('is recorded with the subject and the moment', () => given(disclosed).when(forget).then(forgotten));
  it('has no effect twice', () => given(forgotten).when(forget).thenNothing());
});

describe('showing a kept value', () => {
  it('is recorded with the field, and not with the value', () => given().when(disclose).then(disclosed));
  it('is recorded every time', () => given(disclosed).when(disclose).then(disclosed));
  it('is recorded also when there is nothing left to show', () => given(forgotten).when(disclose).then(disclosed));
});
