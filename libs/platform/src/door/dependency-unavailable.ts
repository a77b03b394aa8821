/** Something that the service rests on does not answer. Nobody's mistake: the same message works when it is back. */
export class DependencyUnavailable extends Error {
  override readonly name = 'DependencyUnavailable';
  constructor(
    readonly dependency: string,
    options?: ErrorOptions,
  ) {
    super(`${dependency} does not answer`, options);
  }
}
