// What this browser tab keeps of the conversation, so that it goes on after a reload. Nothing before consent, and gone
// with the tab: sessionStorage. Where the browser allows none, the conversation lives as long as the page.
const KEY = "lotse-chat";
const LONGEST = 60;

export class Memory {
  #state = null;
  #look = {};

  /** @returns {{token: string, turns: object[], open: object[], draft?: string} | null} what is kept; null before consent */
  load() {
    try {
      this.#state = JSON.parse(sessionStorage.getItem(KEY)) ?? this.#state;
    } catch {
      // No storage: what this page knows is all there is.
    }
    return this.#state;
  }

  /** Begins to keep: called when the owner has agreed. */
  begin() {
    this.#state = { token: null, turns: [], open: [], look: this.look, isOpen: this.#state?.isOpen };
    this.#write();
  }

  get turns() {
    return this.#state?.turns ?? [];
  }

  get token() {
    return this.#state?.token ?? null;
  }

  set token(value) {
    this.#set({ token: value });
  }

  /** What is being typed. */
  set draft(value) {
    this.#set({ draft: value });
  }

  /** How the person wants to see the chat: {theme, size}. Before consent for this page only. */
  get look() {
    return this.#state?.look ?? this.#look;
  }

  set look(value) {
    this.#look = value;
    this.#set({ look: value });
  }

  /** Whether the panel on a website is open; widget.js looks at it on the next page. */
  set isOpen(value) {
    this.#set({ isOpen: value });
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
    this.#set({ turns: [...this.#state.turns, turn].slice(-LONGEST) });
  }

  /** A message is on its way; with its id it can be sent again and is answered once. */
  sending(text, id) {
    if (!this.#state || this.#state.open.some((message) => message.id === id)) return;
    this.#set({ open: [...this.#state.open, { text, id }] });
  }

  answered(id) {
    if (!this.#state) return;
    this.#set({ open: this.#state.open.filter((message) => message.id !== id) });
  }

  clear() {
    this.#look = this.look;
    this.#state = null;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There was nothing kept.
    }
  }

  #set(change) {
    if (!this.#state) return;
    Object.assign(this.#state, change);
    this.#write();
  }

  #write() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#state));
    } catch {
      // No storage, or it is full: then a reload begins anew.
    }
  }
}
