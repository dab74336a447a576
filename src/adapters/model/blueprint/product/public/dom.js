/**
 * Builds an element. Texts become text nodes: nothing that comes from a record is ever markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] on…: an event listener; others: attributes, of
 *   which those that are false, null or undefined are left out
 * @param {...(Node | string | null | undefined)} children
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Shows a short message, and has screen readers say it. */
export function announce(message) {
  document.querySelector('#status').textContent = message;
}
