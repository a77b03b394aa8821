import {
  freshEnough,
  pageOf,
  type DocumentAnswer,
  type DocumentView,
  type EpochPosition,
  type PageAnswer,
} from '@tierline/platform';

/** What every view of requests tells of a request. */
interface Request {
  readonly requestId: string;
  readonly customerId: string;
  readonly status: string;
  readonly stateRevision: number;
}

/** What lists of requests can be asked for. */
export interface RequestPage {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly 'at-least': EpochPosition | undefined;
  readonly customerId: string | undefined;
  readonly status: string | undefined;
}

/** One request, as fresh as it was asked for. */
export async function foundRequest<Doc extends Request>(
  view: DocumentView<Doc>,
  requestId: string,
  atLeast: EpochPosition | undefined,
): Promise<DocumentAnswer<Doc>> {
  await freshEnough(view, atLeast);
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
  { limit: most, cursor: after, 'at-least': atLeast, customerId, status }: RequestPage,
): Promise<PageAnswer<Doc>> {
  await freshEnough(view, atLeast);
  const wanted = { ...(customerId !== undefined && { customerId }), ...(status !== undefined && { status }) };
  // The two fields are those of every request, whatever else it has.
  const where = wanted as Partial<Doc>;
  const found = view.list({ where, limit: most + 1, ...(after !== undefined && { after }) });
  return { ...pageOf(found, most, ({ requestId }) => requestId), freshness: view.freshness() };
}
