// The bot's plain text as paragraphs and lists, with links, telephone numbers, e-mail addresses and **bold**.
import { el, link, tidy } from "./element.js";

// A telephone number has a prefix and then at least four digits; a date or an account does not begin like one.
const PHONE = String.raw`(?<![\w+.,/-])(?:(?:\+49|0049)[ /-]?(?:\(0\)[ ]?)?\d{2,5}|\(0[1-9]\d{1,4}\)|0[1-9]\d{1,4})[ /-]{1,3}\d(?:[ -]?\d){3,10}(?![\w/]|[.,]\d)`;
const INLINE = new RegExp(
  [
    String.raw`(?<bold>\*\*[^*]+\*\*)`,
    String.raw`(?<url>https?:\/\/[^\s<>“”"]+[^\s<>“”".,;:!?)])`,
    String.raw`(?<mail>[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,18}\b)`,
    `(?<phone>${PHONE})`,
  ].join("|"),
  "gi",
);
const DATE_LIKE = /^0\d (?:19|20)\d\d\b/;
const ITEM = /^(?:[•-]|(?<number>\d{1,2})\.)\s+(?<text>.+)$/;
const LEAD = /^(Nächster Schritt:)(.*)$/;

/** @returns {Node[]} */
export function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { bold, url, mail, phone } = match.groups;
    if (phone && DATE_LIKE.test(phone)) continue;
    nodes.push(text.slice(end, match.index));
    if (bold) nodes.push(el("strong", {}, bold.slice(2, -2)));
    else if (url) nodes.push(link(url, url.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")));
    else if (mail) nodes.push(el("a", { href: `mailto:${mail}` }, mail));
    else nodes.push(el("a", { href: `tel:${phone.replace("(0)", "").replace(/[^\d+]/g, "")}` }, phone));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "").map((node) => (typeof node === "string" ? document.createTextNode(tidy(node)) : node));
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
      const lead = LEAD.exec(line);
      result.push(lead ? el("p", {}, el("strong", {}, lead[1]), ...inline(lead[2])) : el("p", {}, ...inline(line)));
    }
  }
  return result;
}
