import type { Disturbance, Fault } from './fault.js';

/**
 * Several faults in one round, one upon the other.
 *
 * @throws {Error} for a fault that must be alone, since nothing may be sent while it lasts
 */
export function mixed(faults: readonly Fault[]): Fault {
  const alone = faults.find(({ isQuiet }) => isQuiet);
  if (alone) throw new Error(`it must be alone: ${alone.about}`);
  const longest = Math.max(...faults.map(({ lasts = 0 }) => lasts));
  return {
    about: faults.map(({ about }) => about).join('; and '),
    recoversFrom: faults.some(({ recoversFrom }) => recoversFrom === 'end') ? 'end' : 'strike',
    ...(longest > 0 && { lasts: longest }),
    strike: async (context) => {
      const struck: Disturbance[] = [];
      for (const { strike } of faults) struck.push(await strike(context));
      const heal = async () => {
        await Promise.all(struck.map((each) => each.heal()));
      };
      return { at: struck[0]?.at ?? performance.now(), heal };
    },
  };
}
