// <lotse-chat>: the chat as an element of its own, whose styles neither reach the page nor are reached by it.
// Attributes: "server" (address of the chat on the server; default: where this script comes from), "heading".
import { Connection, ServerError } from "./connection.js";
import { el } from "./element.js";
import { answerView, ownerView } from "./turn.js";

const HERE = new URL(".", import.meta.url);
const MAX_LENGTH = 1000;
const COUNT_FROM = 800;
const OFFLINE = "Die Verbindung ist unterbrochen. Ihre Nachricht ist nicht verloren.";

class LotseChat extends HTMLElement {
  #connection;
  #queue = Promise.resolve();
  #waiting = 0;
  #talk = 0;
  #parts = {};

  connectedCallback() {
    if (this.shadowRoot) return;
    this.#connection = new Connection(this.getAttribute("server") ?? new URL("../../", HERE).pathname);
    this.attachShadow({ mode: "open" }).append(
      el("link", { rel: "stylesheet", href: new URL("chat.css", HERE).href }),
      this.#build(),
    );
    this.#begin();
  }

  /** Sends a question as if the owner had typed it; "shown" is what stands in the owner's bubble. */
  ask(text, shown = text) {
    const question = text.trim();
    if (!question) return;
    this.#append(ownerView(shown));
    this.#deliver(question, crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  }

  focusInput() {
    this.#parts.input.focus();
  }

  /** Whether the chat shows a button that closes it (event "lotse-close"). */
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
    const close = el("button", { type: "button", class: "plain", hidden: true, "aria-label": "Chat schließen", onclick: () => this.dispatchEvent(new Event("lotse-close")) }, "✕");
    const status = el("p", { class: "hidden", role: "status" });
    this.#parts = { log, input, count, close, status };
    return el(
      "section",
      { class: "chat", "aria-label": this.getAttribute("heading") ?? "Erste Hilfe 4.0", onkeydown: (event) => this.#onEscape(event) },
      el(
        "header",
        {},
        el("div", {}, el("h2", {}, this.getAttribute("heading") ?? "Erste Hilfe 4.0"), el("p", {}, "Hier antwortet ein Computerprogramm.")),
        el("div", { class: "tools" }, el("button", { type: "button", class: "plain", onclick: () => this.#restart() }, "Neu beginnen"), close),
      ),
      log,
      status,
      el(
        "form",
        { onsubmit: (event) => this.#onSubmit(event) },
        el("label", { for: "text", class: "hidden" }, "Ihre Frage"),
        input,
        el("button", { type: "submit", class: "send", "aria-label": "Senden" }, "➤"),
        count,
        el("p", { class: "privacy" }, "Das Gespräch wird hier im Haus gespeichert. Bitte keine Passwörter und keine Angaben zur Gesundheit."),
      ),
    );
  }

  async #begin() {
    const talk = this.#talk;
    try {
      const greeting = await this.#connection.begin();
      if (talk === this.#talk) this.#append(answerView([greeting], (text, title) => this.ask(text, title)));
    } catch {
      this.#fail(() => this.#begin());
    }
  }

  #restart() {
    this.#talk += 1;
    this.#parts.log.replaceChildren();
    this.#begin();
    this.focusInput();
  }

  #onSubmit(event) {
    event.preventDefault();
    const { input } = this.#parts;
    if (!input.value.trim()) return;
    this.ask(input.value);
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
    this.#wait(1);
    this.#queue = this.#queue.then(async () => {
      try {
        if (talk !== this.#talk) return;
        const messages = await this.#connection.send(text, id);
        if (talk === this.#talk) this.#answer(messages);
      } catch (error) {
        if (talk === this.#talk) this.#fail(() => this.#deliver(text, id), error);
      } finally {
        this.#wait(-1);
      }
    });
  }

  #answer(messages) {
    for (const old of this.#parts.log.querySelectorAll(".choices")) old.remove();
    this.#append(answerView(messages, (text, title) => this.ask(text, title)), true);
  }

  #fail(again, error) {
    const text = error instanceof ServerError && error.message ? error.message : OFFLINE;
    const retry = el("button", { type: "button", class: "choice" }, "Noch einmal versuchen");
    const view = el("div", { class: "turn bot problem" }, el("div", { class: "bubble" }, el("p", {}, text)), el("div", { class: "choices" }, retry));
    retry.addEventListener("click", () => {
      view.remove();
      this.focusInput();
      again();
    });
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

/** Where an answer begins, with the question above it in view unless that is long. */
function startOf(view) {
  const question = view.previousElementSibling;
  const isShort = question?.classList.contains("owner") && question.offsetHeight < 120;
  return (isShort ? question : view).offsetTop;
}

customElements.define("lotse-chat", LotseChat);
