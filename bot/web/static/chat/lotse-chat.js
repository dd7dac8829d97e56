// <lotse-chat>: the chat as an element of its own, whose styles neither reach the page nor are reached by it.
// Attributes: "server" (address of the chat on the server; default: where this script comes from), "heading", "colour".
import { Connection, ServerError } from "./connection.js";
import { usable } from "./colour.js";
import { el } from "./element.js";
import { icon } from "./icon.js";
import { Listening } from "./listening.js";
import { Memory } from "./memory.js";
import { blocks } from "./text.js";
import { answerView, ownerView, startOf } from "./turn.js";

const HERE = new URL(".", import.meta.url);
const MAX_LENGTH = 1000;
const COUNT_FROM = 800;
const BOT = "Hier antwortet ein Computerprogramm.";
const OFFLINE = "Die Verbindung ist unterbrochen. Ihre Nachricht ist nicht verloren.";

class LotseChat extends HTMLElement {
  #connection;
  #memory = new Memory();
  #listening;
  #server;
  #held = [];
  #queue = Promise.resolve();
  #waiting = 0;
  #underWay = new Set();
  #talk = 0;
  #parts = {};

  connectedCallback() {
    if (this.shadowRoot) return;
    this.#server = new URL(this.getAttribute("server") ?? "../../", HERE);
    this.#connection = new Connection(this.#server.href, this.#memory);
    this.#listening = new Listening(this.#connection, this.#memory, (messages, person) => this.#hear(messages, person));
    const root = this.attachShadow({ mode: "open" });
    root.append(el("link", { rel: "stylesheet", href: new URL("chat.css", HERE).href }), this.#build());
    const colour = usable(this.getAttribute("colour"));
    if (colour) this.style.setProperty("--petrol", colour);
    if (this.#memory.load()) this.#goOn();
    else this.#askConsent();
  }

  /**
   * Sends a question as if the owner had typed it; "shown" is what stands in the owner's bubble. Waits for consent.
   * A button pressed twice asks once.
   */
  ask(text, shown = text) {
    const question = text.trim();
    if (!question || this.#underWay.has(question)) return;
    if (this.#parts.form.hidden) {
      this.#held = [[question, shown]];
      this.focusInput();
      return;
    }
    this.#say(question, shown);
  }

  /** Puts a question into the field, for a link that brings one along. Sending it is up to the owner: a link must not say yes for anybody. */
  suggest(text) {
    this.#parts.input.value = text.trim().slice(0, MAX_LENGTH);
    this.#fit();
  }

  #say(question, shown) {
    this.#memory.add({ owner: shown });
    this.#append(ownerView(shown));
    this.#deliver(question, crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  }

  /** Puts the focus where the owner goes on. With fingers not into the field: its keyboard would cover half of what is to be read. */
  focusInput() {
    const { form, input, log } = this.#parts;
    const next = form.hidden ? log.querySelector(".consent") : matchMedia("(pointer: coarse)").matches ? null : input;
    (next ?? log).focus({ preventScroll: true });
  }

  /** Whether the chat shows a button that closes it ("lotse-close"). */
  set closable(value) {
    this.#parts.close.hidden = !value;
  }

  #build() {
    const log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Gesprächsverlauf", tabindex: "0" });
    const input = el("textarea", {
      id: "text", rows: "1", maxlength: MAX_LENGTH, placeholder: "Ihre Frage …", enterkeyhint: "send", autocomplete: "off",
      oninput: () => this.#fit(), onkeydown: (event) => this.#onKey(event),
    });
    const count = el("p", { class: "count", hidden: true, "aria-live": "polite" });
    const close = el("button", { type: "button", class: "plain", hidden: true, "aria-label": "Chat schließen", onclick: () => this.dispatchEvent(new Event("lotse-close")) }, icon("close"));
    const status = el("p", { class: "hidden", role: "status" });
    const who = el("p", {}, BOT);
    this.#parts = { log, input, count, close, status, who };
    const tool = (label, action, name = label) =>
      el("button", { type: "button", class: "plain", "aria-label": name, onclick: action }, label);
    const menu = el(
      "div",
      { class: "tools", role: "group", "aria-label": "Gespräch", hidden: true },
      tool("Merkzettel", () => this.ask("Merkzettel")),
      tool("Neu beginnen", () => this.#restart()),
      tool("Löschen", () => this.#askErase(), "Gespräch löschen"),
    );
    const form = el(
      "form",
      { hidden: true, onsubmit: (event) => this.#onSubmit(event) },
      el("label", { for: "text", class: "hidden" }, "Ihre Frage"),
      input,
      el("button", { type: "submit", class: "send", "aria-label": "Senden" }, icon("send")),
      count,
      el("p", { class: "privacy" }, "Bitte keine Passwörter und keine Angaben zur Gesundheit."),
    );
    Object.assign(this.#parts, { menu, form });
    const heading = this.getAttribute("heading") ?? "Erste Hilfe 4.0";
    return el(
      "section",
      { class: "chat", lang: "de", "aria-label": heading, onkeydown: (event) => this.#onEscape(event) },
      el("header", {}, el("div", {}, el("h2", {}, heading), who), close),
      menu,
      log,
      status,
      form,
    );
  }

  /** The privacy notice comes first: nothing is sent or kept before the owner agrees. */
  async #askConsent(before = "") {
    const { form, menu, log } = this.#parts;
    form.hidden = menu.hidden = true;
    try {
      const text = await this.#connection.notice();
      const agree = el("button", { type: "button", class: "choice consent" }, "Einverstanden");
      const view = el(
        "div",
        { class: "turn bot" },
        ...[before, text].filter(Boolean).map((part) => el("div", { class: "bubble" }, ...blocks(part))),
        el("div", { class: "choices" }, agree),
      );
      agree.addEventListener("click", () => {
        log.replaceChildren();
        log.focus({ preventScroll: true });
        this.#memory.begin();
        this.#begin();
      });
      log.replaceChildren();
      this.#append(view);
      if (before || this.shadowRoot.activeElement === log) agree.focus();
    } catch {
      this.#fail(() => this.#askConsent(before));
    }
  }

  async #begin() {
    const talk = this.#talk;
    this.#open();
    try {
      const greeting = await this.#connection.begin();
      if (talk !== this.#talk) return;
      this.#memory.add({ messages: [greeting] });
      this.#append(this.#view([greeting]));
    } catch (error) {
      this.#fail(() => this.#begin(), error);
      return;
    }
    for (const [text, shown] of this.#held.splice(0)) this.ask(text, shown);
    this.focusInput();
  }

  /** After a reload: shows what was said, and sends again what has no answer yet. */
  #goOn() {
    this.#open();
    const { turns, open } = this.#memory.load();
    if (!turns.length) this.#begin();
    turns.forEach((turn, place) => {
      if (turn.owner) this.#append(ownerView(turn.owner));
      else this.#append(this.#view(turn.messages, place === turns.length - 1 && !open.length));
    });
    for (const { text, id } of open) this.#deliver(text, id);
    this.#listening.start();
  }

  /** Shows what a person of the centre has written, and who it is that answers. */
  #hear(messages, person) {
    this.#parts.who.textContent = person ? `Gerade schreibt ${person} vom Zentrum.` : BOT;
    for (const message of messages) {
      this.#memory.add({ messages: [message] });
      this.#append(this.#view([message]));
    }
  }

  /** Nobody is there any more: the talk is over. */
  #leave() {
    this.#talk += 1;
    this.#listening.stop();
    this.#hear([], null);
  }

  #open() {
    this.#parts.form.hidden = this.#parts.menu.hidden = false;
  }

  #restart() {
    this.#leave();
    this.#memory.begin();
    this.#parts.log.replaceChildren();
    this.#begin();
  }

  #askErase() {
    const choice = (label, action) => {
      const button = el("button", { type: "button", class: "choice" }, label);
      button.addEventListener("click", () => {
        view.remove();
        action();
      });
      return button;
    };
    const view = el(
      "div",
      { class: "turn bot" },
      el("div", { class: "bubble" }, el("p", {}, "Soll ich dieses Gespräch löschen, hier und auf dem Server? Das lässt sich nicht rückgängig machen.")),
      el("div", { class: "choices" }, choice("Ja, löschen", () => this.#erase()), choice("Nein", () => this.focusInput())),
    );
    this.#append(view);
    view.querySelector("button").focus();
  }

  async #erase() {
    try {
      await this.#connection.erase();
    } catch (error) {
      this.#fail(() => this.#erase(), error);
      return;
    }
    this.#leave();
    this.#memory.clear();
    this.#askConsent("Das Gespräch ist gelöscht.");
  }

  #view(messages, withChoices = true) {
    const view = answerView(messages, (text, title) => this.ask(text, title), this.#server.origin, (file) => this.#fetchFile(file));
    if (!withChoices) view.querySelectorAll(".choices").forEach((choices) => choices.remove());
    return view;
  }

  /** Saves a file: the server sends it as one to be kept, so the page stays where it is. */
  async #fetchFile(file) {
    try {
      location.assign(this.#server.origin + (await this.#connection.file(file)));
    } catch (error) {
      this.#fail(() => this.#fetchFile(file), error);
    }
  }

  #onSubmit(event) {
    event.preventDefault();
    const { input } = this.#parts;
    if (!input.value.trim()) return;
    this.#say(input.value.trim(), input.value.trim());
    input.value = "";
    this.#fit();
  }

  #onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#onSubmit(event);
  }

  #onEscape(event) {
    if (event.key === "Escape" && !this.#parts.close.hidden) this.#parts.close.click();
  }

  /** Lets the field grow with its text and counts characters when it gets tight. */
  #fit() {
    const { input, count } = this.#parts;
    input.rows = Math.min(5, Math.max(1, input.value.split("\n").length, Math.ceil(input.value.length / 38)));
    count.hidden = input.value.length < COUNT_FROM;
    count.textContent = `Noch ${MAX_LENGTH - input.value.length} Zeichen`;
  }

  /** Messages go one after the other, so that answers come in the order of the questions. */
  #deliver(text, id) {
    const talk = this.#talk;
    this.#memory.sending(text, id);
    this.#wait(1);
    this.#underWay.add(text);
    this.#queue = this.#queue.then(async () => {
      try {
        if (talk !== this.#talk) return;
        const messages = await this.#connection.send(text, id);
        if (talk !== this.#talk) return;
        this.#memory.answered(id);
        if (messages.length) {
          this.#memory.add({ messages });
          this.#answer(messages);
        }
        this.#listening.start();
      } catch (error) {
        if (talk === this.#talk) this.#fail(() => this.#deliver(text, id), error);
      } finally {
        this.#underWay.delete(text);
        this.#wait(-1);
      }
    });
  }

  #answer(messages) {
    const pressed = this.shadowRoot.activeElement?.closest(".choices");
    for (const old of this.#parts.log.querySelectorAll(".turn:not(.problem) > .choices")) old.remove();
    const view = this.#view(messages);
    this.#append(view, true);
    if (!pressed || pressed.isConnected) return;
    // The button that had the focus is gone: the next Tab leads into the answer, not to the top of the page.
    view.tabIndex = -1;
    view.focus({ preventScroll: true });
  }

  #fail(again, error) {
    const text = error instanceof ServerError && error.message ? error.message : OFFLINE;
    const retry = el("button", { type: "button", class: "choice" }, "Noch einmal versuchen");
    const view = el("div", { class: "turn bot problem" }, el("div", { class: "bubble" }, el("p", {}, text)), el("div", { class: "choices" }, retry));
    const goOn = () => {
      if (!view.isConnected) return;
      const isFocused = view.contains(this.shadowRoot.activeElement);
      view.remove();
      if (isFocused) this.focusInput();
      again();
    };
    retry.addEventListener("click", goOn);
    window.addEventListener("online", goOn, { once: true });
    this.#append(view);
  }

  #wait(change) {
    this.#waiting += change;
    this.#parts.typing?.remove();
    this.#parts.status.textContent = this.#waiting ? "Antwort wird geschrieben" : "";
    if (!this.#waiting) return;
    this.#parts.typing = el("div", { class: "turn bot typing", "aria-hidden": "true" }, el("span"), el("span"), el("span"));
    this.#append(this.#parts.typing);
  }

  /** Adds a view above the typing dots and shows its beginning: long answers are read from the top. */
  #append(view, fromTop = false) {
    const { log, typing } = this.#parts;
    if (typing?.isConnected && view !== typing) typing.before(view);
    else log.append(view);
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = fromTop ? startOf(view) - log.offsetTop - 12 : log.scrollHeight;
    log.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
  }
}

customElements.define("lotse-chat", LotseChat);
