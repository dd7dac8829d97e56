// What stands around the conversation: heading, menu, field.
import { disclosure, el, link } from "./element.js";
import { icon } from "./icon.js";

export const MAX_LENGTH = 1000;
export const BOT = "Hier antwortet ein Computerprogramm.";

/**
 * @param {string} heading  @param {object} does what the parts do: close, submit, type, sheet, restart, erase, menu (returns the buttons of the menu)
 * @returns {object} the parts by name; "section" holds them all
 */
export function frame(heading, does) {
  const log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Gesprächsverlauf", tabindex: "0" });
  // For those who see that the text is cut off; with the keyboard one goes into the log itself.
  const hint = el("button", { type: "button", class: "hint", hidden: true, tabindex: "-1", "aria-hidden": "true" });
  const input = el("textarea", {
    id: "text", rows: "1", maxlength: MAX_LENGTH, placeholder: "Ihre Frage …", enterkeyhint: "send", autocomplete: "off", oninput: does.type,
  });
  const count = el("p", { class: "count", hidden: true, "aria-live": "polite" });
  const close = el("button", { type: "button", class: "plain", hidden: true, "aria-label": "Chat schließen", onclick: does.close }, icon("close"));
  const status = el("p", { class: "hidden", role: "status" });
  const who = el("p", {}, BOT);
  const tool = (label, action, name = label) => el("button", { type: "button", class: "plain", "aria-label": name, onclick: action }, label);
  const [more, entries] = disclosure("Mehr", "Mehr: Ansicht, Mitnehmen, Verantwortliche", "plain", () => does.menu().map(entry));
  const menu = el(
    "div",
    { class: "tools", role: "group", "aria-label": "Gespräch", hidden: true },
    tool("Merkzettel", does.sheet),
    tool("Neu beginnen", does.restart),
    tool("Löschen", does.erase, "Gespräch löschen"),
    more,
    entries,
  );
  const form = el(
    "form",
    { hidden: true, onsubmit: does.submit },
    el("label", { for: "text", class: "hidden" }, "Ihre Frage"),
    input,
    el("button", { type: "submit", class: "send", "aria-label": "Senden" }, icon("send")),
    count,
    el("p", { class: "privacy" }, "Bitte keine Passwörter und keine Angaben zur Gesundheit."),
  );
  const section = el(
    "section",
    { class: "chat", lang: "de", "aria-label": heading },
    el("header", {}, el("div", {}, el("h2", {}, heading), who), close),
    menu,
    el("div", { class: "middle" }, log, hint),
    status,
    form,
  );
  return { section, log, hint, input, count, close, status, who, menu, more, form };
}

/** One entry of the menu: a page to open, or something to do. */
function entry({ title, url, action }) {
  return url ? link(url, title) : el("button", { type: "button", class: "plain", onclick: (event) => action(event.currentTarget) }, title);
}
