import { oneOf, pageOfDocuments, textOf } from '@tierline/platform';

/** What lists of requests can be asked for. @param statuses where requests of this kind can stand */
export const requestPage = <Status extends string>(statuses: readonly Status[]) => ({
  ...pageOfDocuments,
  customerId: textOf(/^[\w.:-]{1,64}$/, 'Only requests of this customer'),
  status: oneOf(statuses, 'Only requests that stand there'),
});

/** The key of a request in its view. */
export const requestKey = ({ requestId }: { readonly requestId: string }): string => requestId;
