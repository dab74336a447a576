/** What a person gave can't be used; its message is one line that says what would be. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
