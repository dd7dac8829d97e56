// One answer of the bot: bubbles, cards, table or picture, source line, file, buttons, and whether it helped.
import { cardView } from "./card.js";
import { el } from "./element.js";
import { icon } from "./icon.js";
import { sourcesView } from "./source.js";
import { tableView } from "./table.js";
import { blocks } from "./text.js";

const RATED = new Set(["article", "programme_list", "programme", "case_study_list", "case_study", "glossary", "centre", "region"]);

/**
 * @param {object[]} messages as the server sends them
 * @param {(text: string, title?: string) => void} ask sends a button's text
 * @param {string} server origin of the bot's server, which pictures and files come from
 * @param {(file: string) => void} fetchFile gets a file that the answer offers
 */
export function answerView(messages, ask, server = "", fetchFile = null) {
  const at = messages.findIndex((message) => message.custom?.kind);
  const facts = messages[at]?.custom ?? { kind: "fallback", ids: [], sources: [] };
  const cards = facts.cards ?? [];
  const isDrawn = cards.length > 0 || Boolean(facts.table);
  // What the bot says after its answer (an open question put again) always shows as text.
  const said = isDrawn ? [facts.lead] : messages.slice(0, at + 1 || messages.length).map((message) => message.text);
  const after = at < 0 ? [] : messages.slice(at + 1).map((message) => message.text);
  const buttons = messages.flatMap((message) => message.buttons ?? []);
  const opened = new Set(cards.map((card) => card.payload));
  return el(
    "div",
    { class: `turn bot ${facts.kind}` },
    facts.what === "said" ? el("p", { class: "from" }, `${facts.name}, Zentrum`) : null,
    facts.progress ? progressView(facts.progress) : null,
    ...said.filter(Boolean).slice(0, 1).map(bubble),
    ...messages.filter((message) => message.image).map((message) => pictureView(server + message.image, facts.image_words)),
    ...said.filter(Boolean).slice(1).map(bubble),
    cards.length ? el("div", { class: "cards" }, ...cards.map((card) => cardView(card, ask))) : null,
    facts.table ? tableView(facts.table) : null,
    isDrawn && facts.tail ? bubble(facts.tail) : null,
    facts.download ? downloadView(facts.download, server, fetchFile) : null,
    cards.length ? null : sourcesView(facts.sources ?? []),
    RATED.has(facts.kind) && facts.ids.length ? toolsView(facts, ask) : null,
    ...after.filter(Boolean).map(bubble),
    choicesView(buttons.filter((button) => !opened.has(button.payload)), ask),
  );
}

function bubble(text) {
  return el("div", { class: "bubble" }, ...blocks(text));
}

function choicesView(buttons, ask) {
  if (!buttons.length) return null;
  const views = buttons.map((button) =>
    el("button", { type: "button", class: "choice", onclick: () => ask(button.payload, button.title) }, button.title),
  );
  return el("div", { class: "choices", role: "group", "aria-label": "Vorschläge" }, ...views);
}

/** Did it help, and keep it: small, below the answer. What is pressed can as well be typed. */
function toolsView(facts, ask) {
  const tool = (label, text, sign) =>
    el("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick: () => ask(text, label) }, sign);
  return el(
    "div",
    { class: "answer-tools", role: "group", "aria-label": "Zu dieser Antwort" },
    tool("Das hat geholfen", "Das hat geholfen", icon("up")),
    tool("Das hat nicht geholfen", "Das hat nicht geholfen", icon("down")),
    facts.cards?.length ? null : tool("Merken: auf den Merkzettel", "Merken", "Merken"),
  );
}

function pictureView(url, words) {
  return el("img", { src: url, alt: words ?? "Bild zur Antwort", class: "picture" });
}

/** The link in the answer is good for some minutes only; pressed, it gets a new one. */
function downloadView({ title, url, file }, server, fetchFile) {
  const onclick = (event) => {
    if (!fetchFile || !file) return;
    event.preventDefault();
    fetchFile(file);
  };
  return el("p", { class: "download" }, el("a", { href: server + url, target: "_blank", rel: "noopener noreferrer", onclick }, title));
}

function progressView([done, all]) {
  return el("progress", { max: all, value: done, "aria-label": `${done} von ${all} beantwortet` });
}

export function ownerView(text) {
  return el("div", { class: "turn owner" }, el("div", { class: "bubble" }, el("p", {}, text)));
}

/** Where an answer begins, with the question above it in view unless that is long. */
export function startOf(view) {
  const question = view.previousElementSibling;
  const isShort = question?.classList.contains("owner") && question.offsetHeight < 120;
  return (isShort ? question : view).offsetTop;
}
