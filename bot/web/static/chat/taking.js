// Taking an answer or the whole talk along: copied, as a text file, on paper or as PDF.
import { el } from "./element.js";
import { date } from "./source.js";

/** @param {object[]} messages of one answer  @returns {string} its text with the sources */
export function textOf(messages) {
  const texts = messages.map((message) => message.text).filter(Boolean);
  const sources = messages.flatMap((message) => message.custom?.sources ?? []);
  const lines = sources.map((source) => `Quelle: ${source.title}${date(source)}${source.url ? ` ${source.url}` : ""}`);
  return [...texts, lines.join("\n")].filter(Boolean).join("\n\n").replaceAll("**", "");
}

/** @param {object[]} turns as in memory.js  @returns {string} the whole talk */
export function talkOf(turns, heading) {
  const said = turns.map((turn) => (turn.owner ? `Sie: ${turn.owner}` : `Computerprogramm: ${textOf(turn.messages)}`));
  return [`${heading}, Gespräch vom ${today()}. Hier hat ein Computerprogramm geantwortet.`, ...said].join("\n\n---\n\n");
}

/** @param {ShadowRoot} root where the chat lives  @returns {Promise<boolean>} whether the text is in the clipboard */
export async function copy(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Older browsers, pages without https, or pages that forbid it.
    const before = root.activeElement;
    const field = el("textarea", { class: "hidden", "aria-hidden": "true" });
    field.value = text;
    root.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    before?.focus({ preventScroll: true });
    return isDone;
  }
}

export function save(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

let paper = null;

/** Puts the talk on a sheet beside the page, which paper shows instead of the page. Gone again after printing. */
export function layOut(root, heading) {
  if (paper) return;
  const log = root.querySelector(".log").cloneNode(true);
  for (const part of log.querySelectorAll(".choices, .answer-tools, .typing, .problem, .card-actions button")) part.remove();
  for (const part of log.querySelectorAll("details")) part.open = true;
  for (const part of [log, ...log.querySelectorAll("[tabindex]")]) part.removeAttribute("tabindex");
  const place = el("lotse-paper");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("lotse-paper { display: none; } @media print { html > :not(lotse-paper) { display: none !important; } lotse-paper { display: block; } }");
  const inside = place.attachShadow({ mode: "open" });
  inside.adoptedStyleSheets = root.adoptedStyleSheets;
  inside.append(el("section", { class: "chat paper", lang: "de" }, el("h1", {}, heading), el("p", {}, `Gespräch vom ${today()}. Hier hat ein Computerprogramm geantwortet.`), log));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.documentElement.append(place);
  paper = { place, sheet };
  addEventListener("afterprint", clear, { once: true });
}

function clear() {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== paper.sheet);
  paper.place.remove();
  paper = null;
}

function today() {
  return new Date().toLocaleDateString("de-DE", { day: "2-digit", month: "2-digit", year: "numeric" });
}
