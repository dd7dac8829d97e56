// Where an answer comes from, and how old that is.
import { el, link } from "./element.js";

const MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" ");

/** " (Stand 22.01.2024)"; "2024-01" is Januar 2024; anything that is no ISO date stays as it is. */
export function date(source) {
  if (!source.date) return " (ohne Datum)";
  const iso = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(source.date);
  if (!iso) return ` (Stand ${source.date})`;
  const [, year, month, day] = iso;
  const text = day ? `${day}.${month}.${year}` : month ? `${MONTHS[Number(month) - 1]} ${year}` : year;
  return ` (Stand ${text})`;
}

/** @param {{title: string, url: string|null, date: string|null}[]} sources */
export function sourcesView(sources) {
  if (!sources.length) return null;
  const lines = sources.map((source) => el("li", {}, link(source.url, source.title), date(source)));
  if (lines.length === 1) return el("div", { class: "source" }, "Quelle:", el("ul", {}, ...lines));
  return el("details", { class: "source" }, el("summary", {}, `${lines.length} Quellen`), el("ul", {}, ...lines));
}
