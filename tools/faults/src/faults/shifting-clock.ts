// Loaded before a service that is to be disturbed: at SIGUSR2 its clock is two hours ahead, at the next it is right again.
const HOURS = 2;
const SHIFT = HOURS * 60 * 60 * 1000;
const RightDate = Date;
let shift = 0;

class ShiftedDate extends RightDate {
  constructor(...parts: readonly unknown[]) {
    super(...((parts.length === 0 ? [RightDate.now() + shift] : parts) as [number]));
  }
  static override now(): number {
    return RightDate.now() + shift;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
process.on('SIGUSR2', () => {
  shift = shift === 0 ? SHIFT : 0;
});
