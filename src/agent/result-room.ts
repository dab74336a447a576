/**
 * Characters of the results of one answer that a model gets, all together. One result has at most
 * 40,000; a hundred of these in one answer would be longer than what any model can read.
 */
const ROOM = 120_000;

/** What is said of every change and refusal fits in any case. */
const ALWAYS = 1_000;

/**
 * Cuts results that are too long beside those before them.
 * @returns what to give to the model, result by result, in their order
 */
export const createResultRoom = (): ((text: string) => string) => {
  let left = ROOM;
  return (given) => {
    // Half of a surrogate pair, where a text was cut, is nothing that providers take.
    const text = Buffer.from(given).toString();
    const most = Math.max(ALWAYS, left);
    left -= Math.min(text.length, most);
    if (text.length <= most) return text;
    const kept = Buffer.from(text.slice(0, most)).toString();
    return `${kept}\n… ${String(text.length - most)} characters left out: the results of one answer have at most ${String(ROOM)}. Ask for this again alone, or for a part of it.`;
  };
};
