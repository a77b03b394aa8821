import type { AccountClassified } from './customer-facts.events.js';
import type { CustomerValuePolicyValues } from './policy-values.js';

/** The designation that an account's class stands for (CV-04, CV-05); `null` for none. */
export function designationOf(
  report: AccountClassified | null,
  { designation }: CustomerValuePolicyValues,
): 'designation-small-business' | 'designation-corporate' | null {
  if (report === null) return null;
  const { account } = report.data;
  if (account.class === 'small-business') return 'designation-small-business';
  const isLarge =
    account.class === 'corporate' && account.yearlySpend.amountMinor > designation.corporateYearlySpendMinor;
  return isLarge ? 'designation-corporate' : null;
}
