import { random } from '@tierline/chance';

const HEADER =
  'customerID,tenure,MultipleLines,InternetService,Contract,PaymentMethod,MonthlyCharges,TotalCharges,Churn';
const LONGEST_TENURE = 72;
const CHURNED = 0.26;

/**
 * A file of made-up customers, in the form that `tierline import customers` takes, for whoever has no real one.
 *
 * @param rows how many, the header not counted
 */
export function syntheticCustomers(rows: number, seed: number): string {
  const { between, chance, pick } = random(seed);
  const customers = Array.from({ length: rows }, (_, number) => {
    const tenure = between(0, LONGEST_TENURE);
    const monthly = between(1_800, 11_900) / 100;
    return [
      ...[`customer-${String(number)}`, tenure, pick(['Yes', 'No']), pick(['No', 'DSL', 'Fiber optic'])],
      pick(['Month-to-month', 'Month-to-month', 'One year', 'Two year']),
      pick(['Electronic check', 'Mailed check', 'Bank transfer (automatic)', 'Credit card (automatic)']),
      ...[monthly, tenure === 0 ? ' ' : (monthly * tenure).toFixed(2), chance(CHURNED) ? 'Yes' : 'No'],
    ].join(',');
  });
  return [HEADER, ...customers].join('\n');
}
