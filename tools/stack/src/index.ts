export { startIssuer, type IssuerOptions, type RunningIssuer } from './identity/issuer.js';
export { TokenRefused, type TokenRequest } from './identity/tokens.js';
export type { RunningPart } from './parts/running-part.js';
export type { RunningService } from './parts/service.js';
export type { PartName } from './parts/start-parts.js';
export type { Exit } from './processes/child.js';
export type { ServiceSpec } from './service-spec.js';
export { StackError } from './stack-error.js';
export {
  SLOWEST_START_MS,
  startStack,
  type Stack,
  type StackOptions,
  type Step,
  type UnexpectedExit,
} from './start-stack.js';
