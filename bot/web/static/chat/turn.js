// One answer of the bot: bubbles or cards, source line, buttons.
import { cardView } from "./card.js";
import { el } from "./element.js";
import { sourcesView } from "./source.js";
import { blocks } from "./text.js";

/**
 * @param {object[]} messages as the server sends them
 * @param {(text: string, title?: string) => void} ask sends a button's text
 */
export function answerView(messages, ask) {
  const facts = messages.map((message) => message.custom).find((custom) => custom?.kind) ?? { kind: "fallback", sources: [] };
  const cards = facts.cards ?? [];
  const texts = cards.length ? [facts.lead] : messages.map((message) => message.text);
  const buttons = messages.flatMap((message) => message.buttons ?? []);
  const opened = new Set(cards.map((card) => card.payload));
  return el(
    "div",
    { class: `turn bot ${facts.kind}` },
    ...texts.filter(Boolean).map((text) => el("div", { class: "bubble" }, ...blocks(text))),
    ...messages.filter((message) => message.image).map((message) => pictureView(message.image)),
    cards.length ? el("div", { class: "cards" }, ...cards.map((card) => cardView(card, ask))) : null,
    cards.length && facts.tail ? el("div", { class: "bubble" }, ...blocks(facts.tail)) : null,
    cards.length ? null : sourcesView(facts.sources ?? []),
    choicesView(buttons.filter((button) => !opened.has(button.payload)), ask),
  );
}

function choicesView(buttons, ask) {
  if (!buttons.length) return null;
  const views = buttons.map((button) =>
    el("button", { type: "button", class: "choice", onclick: () => ask(button.payload, button.title) }, button.title),
  );
  return el("div", { class: "choices", role: "group", "aria-label": "Vorschläge" }, ...views);
}

function pictureView(url) {
  return el("img", { src: url, alt: "Bild zur Antwort", class: "picture" });
}

export function ownerView(text) {
  return el("div", { class: "turn owner" }, el("div", { class: "bubble" }, el("p", {}, text)));
}
