import {
  atLeast,
  cursor,
  freshEnough,
  limit,
  oneOf,
  pageOf,
  textOf,
  type DocumentAnswer,
  type DocumentView,
  type EpochPosition,
  type PageAnswer,
  type QueryValues,
} from '@tierline/platform';

/** What one request can be asked for. */
export const oneRequest = { 'at-least': atLeast };

/** What its past can be asked for. */
export const untilMoment = {
  until: textOf(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'What was decided up to this moment'),
};

/** What lists of requests can be asked for. @param statuses where requests of this kind can stand */
export const requestPage = <Status extends string>(statuses: readonly Status[]) => ({
  limit,
  cursor,
  'at-least': atLeast,
  customerId: textOf(/^[\w.:-]{1,64}$/, 'Only requests of this customer'),
  status: oneOf(statuses, 'Only requests that stand there'),
});

/** What every view of requests tells of a request. */
interface Request {
  readonly requestId: string;
  readonly customerId: string;
  readonly status: string;
  readonly stateRevision: number;
}

/** One request, as fresh as it was asked for. */
export async function foundRequest<Doc extends Request>(
  view: DocumentView<Doc>,
  requestId: string,
  seen: EpochPosition | undefined,
): Promise<DocumentAnswer<Doc>> {
  await freshEnough(view, seen);
  const document = view.get(requestId);
  return {
    document,
    ...(document && { stateRevision: document.stateRevision }),
    freshness: view.freshness(),
  };
}

/** A page of requests, in the order of their ids. */
export async function listedRequests<Doc extends Request>(
  view: DocumentView<Doc>,
  { limit: most, cursor: after, 'at-least': seen, customerId, status }: QueryValues<ReturnType<typeof requestPage>>,
): Promise<PageAnswer<Doc>> {
  await freshEnough(view, seen);
  const wanted = { ...(customerId !== undefined && { customerId }), ...(status !== undefined && { status }) };
  // The two fields are those of every request, whatever else it has.
  const where = wanted as Partial<Doc>;
  const found = view.list({ where, limit: most + 1, ...(after !== undefined && { after }) });
  return { ...pageOf(found, most, ({ requestId }) => requestId), freshness: view.freshness() };
}
