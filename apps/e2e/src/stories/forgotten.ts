import { fact, type Story } from '../story.js';
import { imeiFor } from './imei.js';

const REQUESTS = '/v1/activation-lock-requests';

/** What a customer says and what is noted of it must be gone when the customer is; what was decided must not. */
export const forgottenCustomer: Story = {
  id: 'F',
  title: 'A customer asks to be forgotten',
  play: async (world, tell) => {
    const [ada, sam, lou] = [
      world.desk('tier2-agent', 'Ada'),
      world.desk('supervisor', 'Sam'),
      world.desk('legal', 'Lou'),
    ];
    const id = world.newId();
    const [imei, customerId, remark] = [imeiFor(id), `customer-${id}`, `Says that ${id} is a birthday present.`];
    const personal = { telephone: `+49341${imei.slice(-8)}`, remark };
    const request = { customerId, device: { kind: 'imei', value: imei }, ...personal };
    const taken = await ada.post(REQUESTS, request);
    const requestId = String(taken.body['subject']);
    await world.stored(`device_unlock.activation_lock_request-${requestId}`, 'ActivationUnlockRequested');
    tell({ who: 'Ada, tier 2', what: 'notes a remark and a telephone number', event: 'ActivationUnlockRequested' });

    const read = async () => {
      const reading = await sam.post(`${REQUESTS}/${requestId}/remark-readings`, {});
      return (reading.body['disclosed'] as Record<string, unknown> | undefined)?.['remark'];
    };
    fact((await read()) === remark, 'a supervisor can read the remark');
    await world.stored(`device_unlock.personal_data-${customerId}`, 'ValueDisclosed', {
      of: requestId,
      field: 'remark',
    });
    tell({ who: 'Sam, supervisor', what: 'reads the remark; that it was read is recorded', event: 'ValueDisclosed' });

    const refused = await ada.post('/v1/forgotten-customers', { customerId });
    fact(refused.status === 403, `an agent cannot have a customer forgotten, but got ${String(refused.status)}`);
    const forgotten = await lou.post('/v1/forgotten-customers', { customerId });
    fact(forgotten.status === 201, `the legal office can, but got ${JSON.stringify(forgotten.body)}`);
    await world.stored(`device_unlock.personal_data-${customerId}`, 'SubjectForgotten', { subject: customerId });
    tell({
      who: 'Lou, legal',
      what: 'has the customer forgotten: key and entries are destroyed',
      event: 'SubjectForgotten',
    });

    fact((await read()) === 'Erased', 'the remark reads as Erased');
    const position = encodeURIComponent(taken.headers.get('tierline-position') ?? '');
    const view = await ada.get(`${REQUESTS}/${requestId}?at-least=${position}`);
    fact(view.body['status'] === 'credentials-asked', 'what was decided is still there');
    tell({ who: 'Sam, supervisor', what: 'reads the remark again: Erased. What was decided is still there' });
  },
};
