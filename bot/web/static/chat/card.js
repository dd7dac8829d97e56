// One programme or example as a card.
import { el, link } from "./element.js";
import { date } from "./source.js";

const FITS = { yes: ["✓", "Passt"], no: ["✗", "Passt nicht"], check: ["?", "Bitte prüfen"] };

/** @param {object} card as in bot/advice/reply.py  @param {(text: string, title?: string) => void} ask */
export function cardView(card, ask) {
  return el(
    "article",
    { class: `card ${card.type}`, "aria-label": card.title },
    el("h3", {}, card.title),
    card.badge ? el("p", { class: `badge ${card.tone}` }, card.badge) : null,
    card.rows.length ? el("dl", {}, ...card.rows.map((row) => el("div", {}, el("dt", {}, row.label), el("dd", {}, row.value)))) : null,
    card.reasons.length ? el("ul", { class: "reasons" }, ...card.reasons.map(reasonView)) : null,
    el(
      "p",
      { class: "card-actions" },
      card.payload ? el("button", { type: "button", class: "choice", onclick: () => ask(card.payload) }, "Mehr dazu") : null,
      card.keep ? el("button", { type: "button", class: "choice", "aria-label": `${card.title} merken`, onclick: () => ask(card.keep) }, "Merken") : null,
      card.url ? link(card.url, "Zur Seite") : null,
    ),
    card.source ? el("p", { class: "source" }, "Quelle: ", link(card.source.url, card.source.title), date(card.source)) : null,
  );
}

function reasonView(reason) {
  const [sign, word] = FITS[reason.fit];
  return el(
    "li",
    { class: reason.fit },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("span", {}, el("span", { class: "hidden" }, `${word}: `), reason.text),
  );
}
