// Talking to the server. A message keeps its id however often it is sent, so it is answered only once.

export class ServerError extends Error {}

export class Connection {
  #base;
  #memory;

  /** @param {string} base address of the chat on the server, with a slash at the end  @param {Memory} memory keeps the token */
  constructor(base, memory) {
    this.#base = base;
    this.#memory = memory;
  }

  /** @returns {Promise<{text: string, links: {title: string, url: string}[]}>} what is said before the owner agrees, and the pages of who is responsible */
  async notice() {
    const response = await fetch(`${this.#base}notice`, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new ServerError("");
    return response.json();
  }

  /** Deletes everything that the server has stored of this conversation. */
  async erase() {
    if (this.#memory.token) await this.#post("delete", { token: this.#memory.token });
  }

  /** @returns {Promise<string>} the path of a file that was made for this conversation, good for some minutes */
  async file(name) {
    return (await this.#post("file", { token: this.#memory.token, file: name })).url;
  }

  /** Begins a new conversation and returns its greeting. */
  async begin() {
    const { token, greeting } = await this.#post("session", {});
    this.#memory.token = token;
    return greeting;
  }

  /** @returns {Promise<object[]>} the bot's messages; none where a person answers */
  async send(text, id) {
    if (!this.#memory.token) await this.begin();
    try {
      return await this.#exchange(text, id);
    } catch (error) {
      if (error.code !== "session_expired") throw error;
      await this.begin();
      return this.#exchange(text, id);
    }
  }

  /** What a person of the centre has written since, and whether to go on asking. */
  async news() {
    return this.#post("news", { token: this.#memory.token, heard: this.#memory.heard });
  }

  async #exchange(text, id) {
    const { messages, token, watch } = await this.#post("message", { token: this.#memory.token, text, id });
    this.#memory.token = token;
    if (watch) this.#memory.watch = true;
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
