// Talking to the server. A message keeps its id however often it is sent, so it is answered only once.

export class ServerError extends Error {}

export class Connection {
  #base;
  #token = null;

  /** @param {string} base address of the chat on the server, with a slash at the end */
  constructor(base) {
    this.#base = base;
  }

  /** Begins a new conversation and returns its greeting. */
  async begin() {
    const { token, greeting } = await this.#post("session", {});
    this.#token = token;
    return greeting;
  }

  /** @returns {Promise<object[]>} the bot's messages */
  async send(text, id) {
    if (!this.#token) await this.begin();
    try {
      return await this.#exchange(text, id);
    } catch (error) {
      if (error.code !== "session_expired") throw error;
      await this.begin();
      return this.#exchange(text, id);
    }
  }

  async #exchange(text, id) {
    const { messages, token } = await this.#post("message", { token: this.#token, text, id });
    this.#token = token;
    return messages;
  }

  async #post(path, body) {
    const response = await fetch(this.#base + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new ServerError(answer.error?.text), { code: answer.error?.code });
    return answer;
  }
}
