// Building elements. Texts only ever become text nodes, so nothing that arrives can become markup.

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] "class", "on..." handlers, other attributes; null and false leave one out
 * @param {...(Node|string|null|undefined)} children
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A link to a web page, or its bare text where the address is no web address. */
export function link(url, text) {
  if (!/^https?:\/\//i.test(url ?? "")) return document.createTextNode(text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}
