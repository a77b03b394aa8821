import { StackError } from './stack-error.js';

/** A service to run: any Node program that takes its settings from the environment and tells its health by HTTP. */
export interface ServiceSpec {
  /** Names it in `stack.services`, in messages and as the folder of its log and data. */
  readonly name: string;
  /** The program's file, for example `apps/device-unlock/dist/main.js`. */
  readonly main: string;
  /** Settings besides those that the stack gives to every service; these win. */
  readonly env?: Readonly<Record<string, string>>;
  /** 0 or absent: any free port. */
  readonly httpPort?: number;
  readonly healthPort?: number;
  /** How long it may take until /readyz answers 200. Default 60,000 ms. */
  readonly readyTimeoutMs?: number;
}

/** Throws `StackError` naming the service and the fault when a list of services cannot be run. */
export function checkServices(services: readonly ServiceSpec[]): void {
  services.forEach(({ name }, index) => {
    if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) {
      throw new StackError(
        JSON.stringify(name),
        'name must be 1 to 64 of the characters a-z 0-9 -, not beginning with -',
      );
    }
    if (services.findIndex((other) => other.name === name) < index) throw new StackError(name, 'name is used twice');
  });
}
