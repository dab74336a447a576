/**
 * Answers by the model that is asked and by how many answers the conversation holds already. Option
 * `models`: by model, a list by step; an entry that is a list itself goes by how often this very
 * request came before, its last for all further ones.
 *
 * @param {import('../script.mjs').Asked} asked
 */
export function answer({ body, messages, repeats, options }) {
  const step = messages.filter(({ role }) => role === 'assistant').length;
  const entry = options.models[body.model]?.[step];
  if (entry === undefined) return { fault: 'unknown model' };
  return Array.isArray(entry) ? entry[Math.min(repeats, entry.length - 1)] : entry;
}
