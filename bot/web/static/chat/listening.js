// Asking the server what a person of the centre has written: only where the owner has agreed to that, and as long as it holds.
const WITH_PERSON = 3_000;
const WITHOUT = 8_000;
const AFTER_FAULT = 20_000;

export class Listening {
  #connection;
  #memory;
  #show;
  #timer = null;
  #round = 0;

  /** @param {(messages: object[], person: string | null) => void} show what was written, and who is there */
  constructor(connection, memory, show) {
    this.#connection = connection;
    this.#memory = memory;
    this.#show = show;
  }

  /** Begins to ask where that is of use; once begun it goes on by itself. */
  start() {
    if (this.#timer === null && this.#memory.watch) this.#ask(this.#round);
  }

  /** Ends with the talk: an answer still under way is of no talk any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#round += 1;
  }

  async #ask(round) {
    this.#timer = 0;
    let pause = AFTER_FAULT;
    try {
      const { messages, heard, watch, person } = await this.#connection.news();
      if (round !== this.#round) return;
      this.#memory.heard = heard;
      this.#memory.watch = watch;
      this.#show(messages, person);
      pause = person ? WITH_PERSON : WITHOUT;
    } catch (error) {
      // The server is restarting, or the network is away: it is asked again. A talk that has run out has no news.
      if (error.code === "session_expired" && round === this.#round) this.#memory.watch = false;
    }
    if (round !== this.#round) return;
    this.#timer = this.#memory.watch ? setTimeout(() => this.#ask(round), pause) : null;
  }
}
