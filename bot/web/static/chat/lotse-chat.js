// <lotse-chat>: the chat as an element of its own, whose styles neither reach the page nor are reached by it.
// Attributes: "server" (address of the chat on the server; default: where this script comes from), "heading", "colour",
// "theme" ("light", "dark", "system"; default: as the website is), "prints" (the page is printed as the conversation).
import { Connection, ServerError } from "./connection.js";
import { usable } from "./colour.js";
import { deedsOfAnswer, deedsOfTalk } from "./deeds.js";
import { el } from "./element.js";
import { BOT, frame, MAX_LENGTH } from "./frame.js";
import { Listening } from "./listening.js";
import { Look } from "./look.js";
import { Memory } from "./memory.js";
import { eraseView, noticeView, problemView } from "./notice.js";
import { Place } from "./place.js";
import { layOut } from "./taking.js";
import { answerView, ownerView } from "./turn.js";

const HERE = new URL(".", import.meta.url);
const COUNT_FROM = 800;
const OFFLINE = "Die Verbindung ist unterbrochen. Ihre Nachricht ist nicht verloren.";
const AWAY = "Der Chat ist gerade nicht erreichbar.";
const BLOCKED = "Diese Website lässt den Chat noch nicht zu. Bitte sagen Sie es den Betreibern der Website.";

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
  #isOpen = false;
  #parts = {};
  #place;
  #look;
  #links = [];

  connectedCallback() {
    if (this.shadowRoot) {
      this.keepPlace();
      return;
    }
    this.#server = new URL(this.getAttribute("server") ?? "../../", HERE);
    this.#connection = new Connection(this.#server.href, this.#memory);
    this.#listening = new Listening(this.#connection, this.#memory, (messages, person) => this.#hear(messages, person));
    this.#parts = frame(this.#heading, {
      close: () => this.dispatchEvent(new Event("lotse-close")),
      submit: (event) => this.#onSubmit(event),
      type: () => this.#onType(),
      sheet: () => this.ask("Merkzettel"),
      restart: () => this.#restart(),
      erase: () => this.#askErase(),
      menu: () => this.#menu(),
    });
    const { section, log, hint } = this.#parts;
    section.hidden = true;
    section.addEventListener("keydown", (event) => this.handleKey(event));
    const root = this.attachShadow({ mode: "open" });
    root.append(section);
    const colour = usable(this.getAttribute("colour"));
    if (colour) this.style.setProperty("--petrol", colour);
    this.#place = new Place(log, hint);
    this.#look = new Look(section, this.#memory, this.getAttribute("theme"));
    /** Resolved when the chat can be shown; rejected where its styles are out of reach. */
    this.ready = this.#dress(root, section);
    this.ready.catch(() => {});
    if (this.hasAttribute("prints")) addEventListener("beforeprint", () => this.#memory.token && layOut(root, this.#heading));
    if (this.#memory.load()) this.#goOn();
    else this.#askConsent();
    this.#look.show();
  }

  /** Fetched and not linked: a constructed sheet needs no word in the content policy of a website, and nothing is ever seen without it. */
  async #dress(root, section) {
    const response = await fetch(new URL("chat.css", HERE));
    if (!response.ok) throw new ServerError("");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await response.text());
    root.adoptedStyleSheets = [sheet];
    section.hidden = false;
  }

  get #heading() {
    return this.getAttribute("heading") ?? "Erste Hilfe 4.0";
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
    this.#onType();
  }

  #say(question, shown) {
    this.#memory.add({ owner: shown });
    this.#append(ownerView(shown), { isOwn: true });
    this.#deliver(question, crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  }

  /** Puts the focus where the owner goes on. With fingers not into the field: its keyboard would cover half of what is to be read. */
  async focusInput() {
    await this.ready;
    const { form, input, log } = this.#parts;
    const next = form.hidden ? log.querySelector(".consent") : matchMedia("(pointer: coarse)").matches ? null : input;
    (next ?? log).focus({ preventScroll: true });
  }

  /** Whether the chat shows a button that closes it ("lotse-close"). */
  set closable(value) {
    this.#parts.close.hidden = !value;
  }

  /** Whether the panel that holds the chat is open, for the next page. */
  set isOpen(value) {
    this.#isOpen = this.#memory.isOpen = value;
  }

  /** The element was moved in the page, which loses the place where somebody reads. */
  keepPlace() {
    this.#place.settle();
  }

  /** A key that was pressed in the chat; on a website widget.js brings it here, past the hot keys of the page. */
  handleKey(event) {
    const { close, input, more } = this.#parts;
    const target = event.composedPath()[0];
    if (event.key === "Enter" && target === input && !event.shiftKey && !event.isComposing) this.#onSubmit(event);
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (more.getAttribute("aria-expanded") === "true") {
      more.click();
      more.focus();
    } else if (!close.hidden) {
      close.click();
    }
  }

  #menu() {
    const leave = () => {
      this.#parts.more.click();
      this.#parts.more.focus();
    };
    const ask = (text) => this.ask(text);
    return [...deedsOfTalk({ look: this.#look, memory: this.#memory, heading: this.#heading, root: this.shadowRoot, ask, leave }), ...this.#links];
  }

  /** The privacy notice comes first: nothing is sent or kept before the owner agrees. */
  async #askConsent(before = "") {
    const { form, menu, log } = this.#parts;
    form.hidden = menu.hidden = true;
    try {
      const { text, links = [] } = await this.#connection.notice();
      this.#links = links;
      const view = noticeView([before, text].filter(Boolean), links, () => {
        log.replaceChildren();
        log.focus({ preventScroll: true });
        this.#memory.begin();
        this.#memory.isOpen = this.#isOpen;
        this.#begin();
      });
      log.replaceChildren();
      this.#append(view, { fromTop: true });
      if (before || this.shadowRoot.activeElement === log) view.querySelector(".consent").focus();
    } catch {
      this.#fail(() => this.#askConsent(before), new ServerError(AWAY));
    }
  }

  async #begin() {
    const talk = this.#talk;
    this.#open();
    try {
      const greeting = await this.#connection.begin();
      if (talk !== this.#talk) return;
      this.#memory.add({ messages: [greeting] });
      this.#append(this.#view([greeting]), { fromTop: true });
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
    this.#connection.notice().then(({ links = [] }) => (this.#links = links), () => {});
    const { turns, open, draft } = this.#memory.load();
    if (draft) this.suggest(draft);
    if (!turns.length) this.#begin();
    let asked = "";
    turns.forEach((turn, place) => {
      const isLast = place === turns.length - 1;
      if (turn.owner) asked = turn.owner;
      const view = turn.owner ? ownerView(turn.owner) : this.#view(turn.messages, isLast && !open.length, asked);
      this.#append(view, { fromTop: !turn.owner, isSmooth: false });
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
    this.#place.reset();
    this.#begin();
  }

  #askErase() {
    const view = eraseView(() => this.#erase(), () => this.focusInput());
    this.#append(view, { isOwn: true });
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
    this.#place.reset();
    this.#askConsent("Das Gespräch ist gelöscht.");
  }

  #view(messages, withChoices = true, asked = "") {
    const chat = {
      server: this.#server.origin,
      ask: (text, title) => this.ask(text, title),
      file: (name) => this.#fetchFile(name),
      more: () => deedsOfAnswer(messages, asked, this.shadowRoot, this.#parts.status),
    };
    const view = answerView(messages, chat);
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
    this.suggest("");
  }

  /** Lets the field grow with its text, counts characters when it gets tight, and keeps what is there. */
  #onType() {
    const { input, count } = this.#parts;
    input.rows = Math.min(5, Math.max(1, input.value.split("\n").length, Math.ceil(input.value.length / 38)));
    count.hidden = input.value.length < COUNT_FROM;
    count.textContent = `Noch ${MAX_LENGTH - input.value.length} Zeichen`;
    this.#memory.draft = input.value;
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
          this.#answer(messages, text);
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

  #answer(messages, asked) {
    const pressed = this.shadowRoot.activeElement?.closest(".choices");
    for (const old of this.#parts.log.querySelectorAll(".turn:not(.problem) > .choices")) old.remove();
    const view = this.#view(messages, true, asked);
    this.#append(view, { fromTop: true });
    if (!pressed || pressed.isConnected) return;
    // The button that had the focus is gone: the next Tab leads into the answer, not to the top of the page.
    view.tabIndex = -1;
    view.focus({ preventScroll: true });
  }

  #fail(again, error) {
    const known = error instanceof ServerError && error.message ? error.message : OFFLINE;
    const text = window.lotse?.blocked.size ? BLOCKED : known;
    const view = problemView(text, () => goOn());
    const goOn = () => {
      if (!view.isConnected) return;
      const isFocused = view.contains(this.shadowRoot.activeElement);
      view.remove();
      if (isFocused) this.focusInput();
      again();
    };
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

  /** Adds a view above the typing dots. */
  #append(view, how) {
    const { log, typing } = this.#parts;
    if (typing?.isConnected && view !== typing) typing.before(view);
    else log.append(view);
    this.#place.show(view, how);
  }
}

customElements.define("lotse-chat", LotseChat);
