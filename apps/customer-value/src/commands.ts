import type { CustomerValueCommandV1 } from '@tierline/contracts';
import type { ClaimEntitlement, CustomerCommand, RecordFact, ReportUsage } from '@tierline/customer-value';
import { unreachable } from '@tierline/kernel';
import { circumstances, type Guard, type HandleCommand, type ReceivedCommand } from '@tierline/platform';
import { aggregates, type Parts } from './aggregates.js';
import { inDomainWords, ofSubject } from './domain-words.js';
import { claimFaultsOfLine } from './reactions/claim-faults.js';

/** What takes every command of customer value, whichever door it came through: personal values go no further than here. */
export function commands(parts: Parts, guard: Guard): HandleCommand {
  const of = aggregates(parts);
  const claimFaults = claimFaultsOfLine(of, parts.store, parts.digest);
  return async (received) => {
    // The door has validated the data by the contract of this type.
    const command = (await guard(received)) as ReceivedCommand & CustomerValueCommandV1;
    const { envelope } = command;
    const how = circumstances(command);
    switch (command.type) {
      case 'RecordCustomerOpened':
      case 'RecordPlanTaken':
      case 'RecordDeviceTaken':
      case 'RecordLineAdded':
      case 'RecordLineEnded':
      case 'RecordAccountClassified':
      case 'RecordCommitmentBegun':
      case 'RecordCommitmentRenewed':
      case 'RecordBillIssued':
      case 'RecordBillPaid':
      case 'RecordBillingErrorFound':
      case 'AnswerUsageReview':
      case 'QuoteTerminationFee':
      case 'DecideConcession':
      case 'DecideConcessionOtherwise':
      case 'MakeOffer':
      case 'DiscloseForfeiture':
      case 'ConsentToForfeiture':
      case 'AcceptOffer':
      case 'DeclineOffer':
        return of.customer({ ...inDomainWords<CustomerCommand>(ofSubject(command)), ...how }, envelope);
      case 'RecordComplaintMade': {
        const { type, data } = ofSubject(command);
        const told = inDomainWords<RecordFact>({ type, data: { ...data, credit: data.credit ?? null } });
        return of.customer({ ...told, ...how }, envelope);
      }
      case 'AttitudeRated':
        return of.heard({ ...heard({ type: 'RecordAttitudeRated', data: command.data }), ...how }, envelope);
      case 'ChurnThreatened':
        return of.heard({ ...heard({ type: 'RecordChurnThreatened', data: command.data }), ...how }, envelope);
      case 'FaultVerified':
        return of.heard({ ...heard({ type: 'RecordFaultVerified', data: command.data }), ...how }, envelope);
      case 'ReportUsage': {
        const { type, subject, data } = command;
        const told = inDomainWords<ReportUsage>({ type, data: { ...data, lineId: subject } });
        return of.lineUsage({ ...told, ...how }, envelope);
      }
      case 'OpenUsageReview': {
        const { type, data } = command;
        return of.customer({ ...inDomainWords<CustomerCommand>({ type, data }), ...how }, envelope);
      }
      case 'ClaimEntitlement': {
        const { type, data } = command;
        return of.entitlement({ ...inDomainWords<ClaimEntitlement>({ type, data }), ...how }, envelope);
      }
      case 'ClaimFaultsOfLine':
        return claimFaults(command);
      default:
        return unreachable(command);
    }
  };
}

const heard = inDomainWords<RecordFact>;
