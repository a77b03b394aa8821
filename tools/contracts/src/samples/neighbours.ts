import type { Samples } from './sample.js';

const at = '2026-02-28T09:30:00.000Z';
const outcome = {
  commandId: '6b9f8a3e-7c1d-5e2f-9a4b-1c2d3e4f5a6b',
  command: 'RecordBill',
  outcome: 'accepted',
  subject: 'customer-1',
  revision: 0,
};
/** How a command ended, the same for every context. */
export const outcomeSamples: Samples = {
  'CommandOutcome.v1': {
    valid: [outcome, { ...outcome, outcome: 'refused', reason: 'paused-for-review', rule: 'CV-21' }],
  },
};

/** Messages of call routing, as far as they are promised yet. */
export const callRoutingSamples: Samples = {
  ...outcomeSamples,
  'AttitudeRated.v1': {
    valid: [
      {
        ...{ customerId: 'customer-1', ratingId: 'rating-1', attitude: 'good', ratedBy: 'Ada', ratedFrom: 'call-1' },
        ratedAt: at,
      },
    ],
  },
  'ChurnThreatened.v1': {
    valid: [{ customerId: 'customer-1', threatId: 'threat-1', competitor: 'other-carrier', threatenedAt: at }],
  },
};

/** Messages of coverage complaints, as far as they are promised yet. */
export const coverageComplaintsSamples: Samples = {
  ...outcomeSamples,
  'FaultVerified.v1': {
    valid: [
      {
        ...{ customerId: 'customer-1', complaintId: 'complaint-1', lineId: 'line-1', daysWithoutService: 3 },
        verifiedOn: '2026-02-28',
      },
    ],
  },
};
