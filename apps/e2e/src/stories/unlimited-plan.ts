import { fact, type Reply, type Story } from '../story.js';
import { accepted } from './activation-lock-steps.js';
import { customerDesk } from './customer-desk.js';
import { customerEvents, streamOfCustomer, toldCustomer } from './customer-steps.js';

const LINE = 'line-0';

/** Story B7: a new phone forfeits the grandfathered plan; the customer is told, and agrees, before anything is sold. */
export const unlimitedPlan: Story = {
  id: 'B7',
  title: 'The unlimited plan that is no longer sold',
  play: async (world, tell) => {
    const customer = toldCustomer(world);
    const { customerId } = customer;
    const stream = streamOfCustomer(customerId);
    const { post } = customerDesk(world, world.desk('tier2-agent', 'Ada', 'customer-value'), customerId);
    const offerId = world.newId();
    const accept = () => post(`offers/${offerId}/acceptance`, {});
    const refused = async (reply: Reply, reason: string): Promise<void> => {
      const isRefused = reply.status === 409 && reply.body['rule'] === 'CV-19' && reply.body['reason'] === reason;
      fact(isRefused, `refused as ${reason}, but answered ${String(reply.status)} ${JSON.stringify(reply.body)}`);
      await world.stored(stream, 'CommandRefused', { reason });
    };

    await customer.opens();
    await customer.takesPlan(30, 'grandfathered-unlimited', LINE);
    accepted(await post('offers', { offerId, lineId: LINE, parts: ['new-phone'] }), 'a new phone is offered');
    tell({
      who: 'Ada, tier 2',
      what: 'offers a new phone to a customer with the old plan',
      event: 'OfferMade',
      rules: ['RT-17'],
    });

    await refused(await accept(), 'forfeiture-not-disclosed');
    await refused(await post(`offers/${offerId}/consent`, {}), 'forfeiture-not-disclosed');
    tell({
      who: 'the customer',
      what: 'would take it, but was not told of the loss: no sale',
      event: 'CommandRefused',
      rules: ['CV-19'],
    });

    accepted(await post(`offers/${offerId}/disclosure`, {}), 'the loss is disclosed');
    await world.stored(stream, 'ForfeitureDisclosed', { offerId, channel: 'phone' });
    await refused(await accept(), 'forfeiture-not-consented');
    tell({
      who: 'Ada, tier 2',
      what: 'tells of the loss; without consent there is no sale',
      event: 'ForfeitureDisclosed',
      rules: ['CV-19'],
    });

    accepted(await post(`offers/${offerId}/consent`, {}), 'the consent is taken');
    await world.stored(stream, 'ForfeitureConsented', { offerId, channel: 'phone' });
    accepted(await accept(), 'the offer is accepted');
    await world.stored(stream, 'OfferAccepted', { offerId });
    await world.published(customerEvents, customerId, 'GrandfatheredPlanForfeited', { offerId, lineId: LINE });
    tell({
      who: 'the customer',
      what: 'agrees, and takes the phone: the plan is forfeited',
      event: 'GrandfatheredPlanForfeited',
      rules: ['CV-19'],
    });
  },
};
