// What can be done with the talk and with one answer, besides talking: see it otherwise, take it along, read it aloud.
import { el } from "./element.js";
import { linkTo } from "./linked.js";
import { localVoice, read } from "./speech.js";
import { copy, layOut, save, talkOf, textOf } from "./taking.js";

/** @param {object} chat its look, memory, heading, root, ask, and leave, which closes the menu  @returns {{title: string, action: () => void}[]} entries of the menu */
export function deedsOfTalk({ look, memory, heading, root, ask, leave }) {
  const entry = (title, action) => ({ title, action: () => (leave(), action()) });
  return [
    entry(look.isDark ? "Heller Hintergrund" : "Dunkler Hintergrund", () => look.turn()),
    // Stays open: one presses it until the letters are large enough.
    { title: size(look), action: (place) => (look.enlarge(), (place.textContent = size(look))) },
    entry("Gespräch als Text speichern", () => save(talkOf(memory.turns, heading), "gespraech.txt")),
    entry("Drucken oder als PDF sichern", () => (layOut(root, heading), print())),
    entry("Wer ist verantwortlich?", () => ask("Wer ist für diesen Chat verantwortlich?")),
  ];
}

function size(look) {
  return look.isLargest ? "Normale Schrift" : "Größere Schrift";
}

/** @param {object[]} messages of the answer  @param {string} asked what it answers  @param {ShadowRoot} root  @param {HTMLElement} status tells a screen reader */
export function deedsOfAnswer(messages, asked, root, status) {
  const button = (label, action) => el("button", { type: "button", class: "tool", onclick: (event) => action(event.currentTarget) }, label);
  const copied = async (text, place) => {
    const isDone = await copy(text, root);
    status.textContent = place.textContent = isDone ? "Kopiert" : "Kopieren ist hier nicht erlaubt";
  };
  const aloud = (place) => {
    const isReading = read(textOf(messages.map(({ text }) => ({ text }))), () => (place.textContent = "Vorlesen"));
    place.textContent = isReading ? "Anhalten" : "Vorlesen";
  };
  return [
    button("Text kopieren", (place) => copied(textOf(messages), place)),
    asked ? button("Link kopieren", (place) => copied(linkTo(asked), place)) : null,
    localVoice() ? button("Vorlesen", aloud) : null,
  ].filter(Boolean);
}
