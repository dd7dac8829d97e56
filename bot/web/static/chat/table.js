// Records side by side.
import { el } from "./element.js";

/** @param {{head: string[], rows: string[][]}} table */
export function tableView({ head, rows }) {
  const names = head.map((name) => (name ? el("th", { scope: "col" }, name) : el("td", {})));
  const lines = rows.map(([label, ...cells]) => el("tr", {}, el("th", { scope: "row" }, label), ...cells.map((cell) => el("td", {}, cell))));
  return el(
    "div",
    { class: "table", tabindex: "0", role: "region", "aria-label": `Vergleich: ${head.filter(Boolean).join(" und ")}` },
    el("table", {}, el("thead", {}, el("tr", {}, ...names)), el("tbody", {}, ...lines)),
  );
}
