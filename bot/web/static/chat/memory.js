// What this browser tab keeps of the conversation, so that it goes on after a reload. Nothing before consent, and gone
// with the tab: sessionStorage. Where the browser allows none, the conversation lives as long as the page.
const KEY = "lotse-chat";
const LONGEST = 60;

export class Memory {
  #state = null;

  /** @returns {{token: string, turns: object[], open: object[]} | null} what is kept; null before consent */
  load() {
    try {
      this.#state = JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      this.#state = null;
    }
    return this.#state;
  }

  /** Begins to keep: called when the owner has agreed. */
  begin() {
    this.#state = { token: null, turns: [], open: [] };
    this.#write();
  }

  get token() {
    return this.#state?.token ?? null;
  }

  set token(value) {
    if (!this.#state) return;
    this.#state.token = value;
    this.#write();
  }

  /** Whether a person of the centre may write here, and how many of their lines are shown already. */
  get watch() {
    return Boolean(this.#state?.watch);
  }

  set watch(value) {
    if (!this.#state) return;
    this.#state.watch = value;
    this.#write();
  }

  get heard() {
    return this.#state?.heard ?? 0;
  }

  set heard(value) {
    if (!this.#state) return;
    this.#state.heard = value;
    this.#write();
  }

  /** @param {object} turn {owner: text} or {messages: [...]} */
  add(turn) {
    if (!this.#state) return;
    this.#state.turns = [...this.#state.turns, turn].slice(-LONGEST);
    this.#write();
  }

  /** A message is on its way; with its id it can be sent again and is answered once. */
  sending(text, id) {
    if (!this.#state || this.#state.open.some((message) => message.id === id)) return;
    this.#state.open.push({ text, id });
    this.#write();
  }

  answered(id) {
    if (!this.#state) return;
    this.#state.open = this.#state.open.filter((message) => message.id !== id);
    this.#write();
  }

  clear() {
    this.#state = null;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There was nothing kept.
    }
  }

  #write() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#state));
    } catch {
      // No storage, or it is full: then a reload begins anew.
    }
  }
}
