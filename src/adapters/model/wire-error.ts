/** Something that we ended or refused on the wire; its code stands among those of the platform. */
export class WireError extends Error {
  override readonly name = 'WireError';
  /** STALL: silent for too long; TOO_LONG: more bytes than allowed; NO_STREAM: something else came. */
  readonly code: 'STALL' | 'TOO_LONG' | 'NO_STREAM';

  constructor(code: WireError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
