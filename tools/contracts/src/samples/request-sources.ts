import type { Samples } from './sample.js';

const source = '0f6c2f5e-58c0-5b1e-9a3e-5d0a8f3c7b21';
const count = { month: '2026-03', requests: 101, duplicates: 11 };

/** Messages about the sources of requests. */
export const requestSourceSamples: Samples = {
  'ReviewSource.v1': {
    valid: [{ reason: 'duplicates-explained' }, { reason: 'source-remedied' }],
    invalid: [
      { why: 'words of its own', field: 'reason', data: { reason: 'spoke to Cleo, all is well' } },
      {
        why: 'a reviewer that it names itself',
        field: 'reviewer',
        data: { reason: 'source-replaced', reviewer: 'ada' },
      },
    ],
  },
  'BlockSource.v1': {
    valid: [{ source, month: '2026-03', afterReviews: 0 }],
    invalid: [
      { why: 'a month that does not exist', field: 'month', data: { source, month: '2026-13', afterReviews: 0 } },
      { why: 'half a review', field: 'afterReviews', data: { source, month: '2026-03', afterReviews: 0.5 } },
    ],
  },
  'SourceBlocked.v1': { valid: [{ source, ...count }] },
  'SourceReviewed.v1': { valid: [{ source, reason: 'duplicates-explained' }] },
};
