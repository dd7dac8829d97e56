// One answer of the bot: bubble, cards, table or picture, source line, file, buttons, and what can be done with it.
import { cardView } from "./card.js";
import { disclosure, el } from "./element.js";
import { icon } from "./icon.js";
import { sourcesView } from "./source.js";
import { tableView } from "./table.js";
import { blocks } from "./text.js";

const RATED = new Set(["article", "programme_list", "programme", "case_study_list", "case_study", "glossary", "centre", "region"]);

/**
 * @param {object[]} messages as the server sends them
 * @param {object} chat what an answer can do: ask(text, title) sends a button's text, file(name) gets a file that is offered,
 *   more(messages) returns buttons that copy, link and read aloud; server is where pictures and files come from
 */
export function answerView(messages, chat) {
  const at = messages.findIndex((message) => message.custom?.kind);
  const facts = messages[at]?.custom ?? { kind: "fallback", ids: [], sources: [] };
  const cards = facts.cards ?? [];
  const isDrawn = cards.length > 0 || Boolean(facts.table);
  // What the bot says after its answer (an open question put again) always shows as text.
  const said = (isDrawn ? [facts.lead] : messages.slice(0, at + 1 || messages.length).map((message) => message.text)).filter(Boolean);
  const after = at < 0 ? [] : messages.slice(at + 1).map((message) => message.text).filter(Boolean);
  const pictures = messages.filter((message) => message.image);
  const buttons = messages.flatMap((message) => message.buttons ?? []);
  const opened = new Set(cards.map((card) => card.payload));
  const isRated = RATED.has(facts.kind) && facts.ids.length > 0;
  const view = el(
    "div",
    { class: `turn bot ${facts.kind}` },
    facts.what === "said" ? el("p", { class: "from" }, `${facts.name}, Zentrum`) : null,
    facts.progress ? progressView(facts.progress) : null,
    ...(pictures.length ? [bubble(said.slice(0, 1)), ...pictures.map((message) => pictureView(chat.server + message.image, facts.image_words))] : []),
    bubble(pictures.length ? said.slice(1) : said),
    cards.length ? el("div", { class: "cards" }, ...cards.map((card) => cardView(card, chat.ask, cards.length === 1))) : null,
    facts.table ? tableView(facts.table) : null,
    bubble(isDrawn && facts.tail ? [facts.tail] : []),
    facts.download ? downloadView(facts.download, chat) : null,
    cards.length ? null : sourcesView(facts.sources ?? []),
    isRated || facts.kind === "emergency" ? toolsView(facts, isRated, chat, messages) : null,
    bubble(after),
    choicesView(buttons.filter((button) => !opened.has(button.payload)), chat.ask),
  );
  if (facts.kind === "emergency") callFirst(view);
  return view;
}

/** One bubble for all that is said in a row. */
function bubble(texts) {
  return texts.length ? el("div", { class: "bubble" }, ...texts.map((text) => el("div", { class: "part" }, ...blocks(text)))) : null;
}

/** In an emergency the first number to call stands on top, large enough for a shaking thumb. */
function callFirst(view) {
  const number = view.querySelector("li > a[href^='tel:']");
  if (!number) return;
  const name = number.parentNode.firstChild.textContent.replace(/:\s*$/, "");
  view.prepend(el("a", { class: "call", href: number.href }, el("span", {}, name), el("b", {}, `Anrufen: ${number.textContent}`)));
}

function choicesView(buttons, ask) {
  if (!buttons.length) return null;
  const views = buttons.map((button) =>
    el("button", { type: "button", class: "choice", onclick: () => ask(button.payload, button.title) }, button.title),
  );
  return el("div", { class: "choices", role: "group", "aria-label": "Vorschläge" }, ...views);
}

/** Did it help, keep it, take it along: small, below the answer. What is pressed can as well be typed, as far as it is the bot's business. */
function toolsView(facts, isRated, chat, messages) {
  const tool = (label, text, sign) =>
    el("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick: () => chat.ask(text, label) }, sign);
  const rating = [
    tool("Das hat geholfen", "Das hat geholfen", icon("up")),
    tool("Das hat nicht geholfen", "Das hat nicht geholfen", icon("down")),
    facts.cards?.length ? null : tool("Merken: auf den Merkzettel", "Merken", "Merken"),
  ];
  return el("div", { class: "answer-tools", role: "group", "aria-label": "Zu dieser Antwort" }, ...(isRated ? rating : []), ...disclosure("Mehr", "Mehr zu dieser Antwort", "tool", () => chat.more(messages)));
}

function pictureView(url, words) {
  return el("img", { src: url, alt: words ?? "Bild zur Antwort", class: "picture" });
}

/** The link in the answer is good for some minutes only; pressed, it gets a new one. */
function downloadView({ title, url, file }, chat) {
  const onclick = (event) => {
    if (!file) return;
    event.preventDefault();
    chat.file(file);
  };
  return el("p", { class: "download" }, el("a", { href: chat.server + url, target: "_blank", rel: "noopener noreferrer", onclick }, title));
}

function progressView([done, all]) {
  return el("progress", { max: all, value: done, "aria-label": `${done} von ${all} beantwortet` });
}

export function ownerView(text) {
  return el("div", { class: "turn owner" }, el("div", { class: "bubble" }, el("p", {}, text)));
}
