import { describe, expect, it } from '@jest/globals';
import { csvRow, customer, type Instead } from '../testing/churn.js';
import { readCustomer } from './row.js';

const reason = (text: string): unknown => expect.stringContaining(text);

describe('a row of customers', () => {
  it.each<[string, Instead, object]>([
    ['as it stands', {}, {}],
    ['with a whole amount', { MonthlyCharges: '50' }, { monthlyMinor: 5_000 }],
    ['with one decimal', { MonthlyCharges: '0.3' }, { monthlyMinor: 30 }],
    ['of a customer of no month, without a total', { tenure: '0', TotalCharges: ' ' }, { tenure: 0, totalMinor: 0 }],
    ['of a customer of no month, with a total of 0', { tenure: '0', TotalCharges: '0' }, { tenure: 0, totalMinor: 0 }],
    ['without telephone', { MultipleLines: 'No phone service' }, { hasSeveralLines: false }],
    ['with several lines', { MultipleLines: 'Yes' }, { hasSeveralLines: true }],
    ['of a customer who has left', { Churn: 'Yes' }, { hasLeft: true }],
    ['with the longest id', { customerID: 'a'.repeat(48) }, { customerId: 'a'.repeat(48) }],
  ])('is read %s', (_, instead, also) => {
    expect(readCustomer(csvRow(instead))).toEqual({ ...customer, ...also });
  });

  it.each<[Instead, string, string]>([
    [{ customerID: '' }, 'customerID', 'is missing'],
    [{ customerID: '11 11' }, 'customerID', 'must be 1 to 48 letters'],
    [{ customerID: 'a'.repeat(49) }, 'customerID', 'must be 1 to 48 letters'],
    [{ tenure: '' }, 'tenure', 'must be whole months, 1200 at most, and is ""'],
    [{ tenure: '4.5' }, 'tenure', 'and is "4.5"'],
    [{ tenure: '-4' }, 'tenure', 'and is "-4"'],
    [{ tenure: '1201' }, 'tenure', 'and is "1201"'],
    [{ MultipleLines: 'Two' }, 'MultipleLines', 'must be one of No, Yes, No phone service, and is "Two"'],
    [{ InternetService: 'dsl' }, 'InternetService', 'must be one of No, DSL, Fiber optic, and is "dsl"'],
    [{ Contract: '' }, 'Contract', 'must be one of Month-to-month, One year, Two year, and is ""'],
    [{ PaymentMethod: 'Cash' }, 'PaymentMethod', 'must be one of Electronic check'],
    [{ MonthlyCharges: 'ten' }, 'MonthlyCharges', 'must be an amount as 29.85, and is "ten"'],
    [{ MonthlyCharges: '1.234' }, 'MonthlyCharges', 'and is "1.234"'],
    [{ MonthlyCharges: '1e3' }, 'MonthlyCharges', 'and is "1e3"'],
    [{ MonthlyCharges: '-1' }, 'MonthlyCharges', 'and is "-1"'],
    [{ TotalCharges: ' ' }, 'TotalCharges', 'must be an amount as 29.85, and is " "'],
    [{ tenure: '0', TotalCharges: '5' }, 'TotalCharges', 'must be 0 or blank where tenure is 0'],
    [{ Churn: 'yes' }, 'Churn', 'must be one of No, Yes, and is "yes"'],
  ])('is rejected with %j', (instead, column, text) => {
    expect(readCustomer(csvRow(instead, 7))).toEqual({ line: 7, problems: [{ column, reason: reason(text) }] });
  });

  it('is rejected with everything that is wrong with it', () => {
    expect(readCustomer(csvRow({ tenure: 'x', Churn: 'x' }))).toMatchObject({
      problems: [{ column: 'tenure' }, { column: 'Churn' }],
    });
  });
});
