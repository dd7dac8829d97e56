// The bot's plain text as paragraphs and lists, with links, telephone numbers and **bold**.
import { el, link } from "./element.js";

const INLINE = /(?<bold>\*\*[^*]+\*\*)|(?<url>https?:\/\/[^\s<>“”"]+[^\s<>“”".,;:!?)])|(?<phone>\b(?:0|\+49)\d{1,5}[ /-]\d[\d -]{4,}\d)/g;
const ITEM = /^(?:[•-]|(?<number>\d{1,2})\.)\s+(?<text>.+)$/;

/** @returns {Node[]} */
export function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(end, match.index));
    const { bold, url, phone } = match.groups;
    if (bold) nodes.push(el("strong", {}, bold.slice(2, -2)));
    else if (url) nodes.push(link(url, url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")));
    else nodes.push(el("a", { href: `tel:${phone.replace(/[^\d+]/g, "")}` }, phone));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "").map((node) => (typeof node === "string" ? document.createTextNode(node) : node));
}

/** @returns {HTMLElement[]} */
export function blocks(text) {
  const result = [];
  let list = null;
  for (const line of text.split("\n").map((part) => part.trim())) {
    const item = ITEM.exec(line);
    if (!line) {
      list = null;
    } else if (item) {
      const tag = item.groups.number ? "ol" : "ul";
      if (list?.localName !== tag) {
        list = el(tag, { start: item.groups.number && item.groups.number !== "1" ? item.groups.number : null });
        result.push(list);
      }
      list.append(el("li", {}, ...inline(item.groups.text)));
    } else {
      list = null;
      result.push(el("p", {}, ...inline(line)));
    }
  }
  return result;
}
