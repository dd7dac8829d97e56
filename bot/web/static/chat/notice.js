// What the chat says itself, and not the bot: the notice before a talk, the question before deleting, a problem.
import { el, link } from "./element.js";
import { blocks } from "./text.js";

/** @param {string[]} texts  @param {{title: string, url: string}[]} links pages of who is responsible  @param {() => void} agree */
export function noticeView(texts, links, agree) {
  return el(
    "div",
    { class: "turn bot" },
    ...texts.map((text) => el("div", { class: "bubble" }, ...blocks(text))),
    links.length ? el("p", { class: "links" }, ...links.map(({ url, title }) => link(url, title))) : null,
    el("div", { class: "choices" }, el("button", { type: "button", class: "choice consent", onclick: agree }, "Einverstanden")),
  );
}

/** Goes away with the answer. */
export function eraseView(erase, keep) {
  const choice = (label, action) => el("button", { type: "button", class: "choice", onclick: () => (view.remove(), action()) }, label);
  const text = "Soll ich dieses Gespräch löschen, hier und auf dem Server? Das lässt sich nicht rückgängig machen.";
  const view = el(
    "div",
    { class: "turn bot" },
    el("div", { class: "bubble" }, el("p", {}, text)),
    el("div", { class: "choices" }, choice("Ja, löschen", erase), choice("Nein", keep)),
  );
  return view;
}

export function problemView(text, again) {
  return el(
    "div",
    { class: "turn bot problem" },
    el("div", { class: "bubble" }, el("p", {}, text)),
    el("div", { class: "choices" }, el("button", { type: "button", class: "choice", onclick: again }, "Noch einmal versuchen")),
  );
}
