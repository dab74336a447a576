/** As much of the beginning of a text as fits into so many bytes of UTF-8, in whole characters. */
export const clip = (text: string, bytes: number): string => {
  const all = Buffer.from(text);
  // A character that was cut in the middle decodes to the mark of a damaged one.
  return all.length <= bytes
    ? text
    : new TextDecoder().decode(all.subarray(0, bytes)).replace(/\ufffd$/, '');
};
