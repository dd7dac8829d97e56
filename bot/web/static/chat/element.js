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

/**
 * A button that opens what is filled in when it opens, and says to a screen reader that it does.
 * @param {string} name for the screen reader, which begins with the label  @param {() => Node[]} fill
 * @returns {[HTMLButtonElement, HTMLElement]}
 */
export function disclosure(label, name, kind, fill) {
  const inside = el("div", { class: "inside", hidden: true });
  const button = el("button", { type: "button", class: `${kind} opens`, "aria-label": name, "aria-expanded": "false" }, label);
  button.addEventListener("click", () => {
    inside.hidden = !inside.hidden;
    button.setAttribute("aria-expanded", String(!inside.hidden));
    inside.replaceChildren(...(inside.hidden ? [] : fill()));
  });
  return [button, inside];
}

/** Sums and percentages do not break before their sign. */
export function tidy(text) {
  return text.replace(/(\d) (?=[€%])/g, "$1\u00a0");
}

/** A link to a web page, or its bare text where the address is no web address. */
export function link(url, text) {
  if (!/^https?:\/\//i.test(url ?? "")) return document.createTextNode(text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}
