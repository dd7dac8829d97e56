// One programme or example as a card; among several as a row with the main thing, which opens on tap.
import { el, link, tidy } from "./element.js";
import { date } from "./source.js";

const FITS = { yes: ["✓", "Passt"], no: ["✗", "Passt nicht"], check: ["?", "Bitte prüfen"] };
const MAIN = ["Grob", "Geld", "Betrieb"];

/** @param {object} card as in bot/advice/reply.py  @param {(text: string, title?: string) => void} ask  @param {boolean} isOne whether it stands alone */
export function cardView(card, ask, isOne = false) {
  const main = MAIN.map((label) => card.rows.find((row) => row.label === label)).find(Boolean);
  const kind = card.rows.find((row) => row.label === "Art");
  const properties = { class: `card ${card.type}`, "aria-label": card.title };
  const badge = card.badge ? el("span", { class: `badge ${card.tone}` }, card.badge) : null;
  if (isOne) return el("article", properties, el("h3", {}, card.title), badge, ...inside(card, card.rows, ask));
  const rows = card.rows.filter((row) => row !== main && row !== kind);
  return el(
    "article",
    { ...properties, class: `${properties.class} row` },
    el(
      "details",
      {},
      el(
        "summary",
        {},
        el("h3", {}, card.title),
        main ? el("span", { class: "main" }, tidy(kind ? `${kind.value}: ${main.value}` : main.value)) : null,
        badge,
      ),
      el("div", { class: "inside" }, ...inside(card, rows, ask)),
    ),
  );
}

function inside(card, rows, ask) {
  return [
    rows.length ? el("dl", {}, ...rows.map((row) => el("div", {}, el("dt", {}, row.label), el("dd", {}, tidy(row.value))))) : null,
    card.reasons.length ? el("ul", { class: "reasons" }, ...card.reasons.map(reasonView)) : null,
    el(
      "p",
      { class: "card-actions" },
      card.payload ? el("button", { type: "button", class: "choice", onclick: () => ask(card.payload) }, "Mehr dazu") : null,
      card.keep ? el("button", { type: "button", class: "choice", "aria-label": `${card.title} merken`, onclick: () => ask(card.keep) }, "Merken") : null,
      card.url ? link(card.url, "Zur Seite") : null,
    ),
    card.source ? el("p", { class: "source" }, "Quelle: ", link(card.source.url, card.source.title), date(card.source)) : null,
  ];
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
