// Light or dark, and how large the letters are.
const SIZES = [1, 1.15, 1.3, 1.5];

/** The look of one chat: what the person wants, else what the website says ("light", "dark", "system"), else as the website is. */
export class Look {
  #section;
  #memory;
  #wish;

  /** @param {HTMLElement} section of the chat  @param {Memory} memory keeps what the person wants  @param {string|null} wish of the website */
  constructor(section, memory, wish) {
    this.#section = section;
    this.#memory = memory;
    this.#wish = wish;
    const show = () => this.show();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-bs-theme"] });
  }

  show() {
    this.#section.classList.toggle("dark", this.isDark);
    this.#section.style.setProperty("--size", this.#kept.size ?? 1);
  }

  get isDark() {
    const wish = this.#kept.theme ?? this.#wish;
    if (wish === "light" || wish === "dark") return wish === "dark";
    return wish === "system" ? prefersDark() : isHostDark();
  }

  get isLargest() {
    return this.#kept.size === SIZES.at(-1);
  }

  turn() {
    this.#keep({ theme: this.isDark ? "light" : "dark" });
  }

  /** The next larger size; after the largest the usual one again. */
  enlarge() {
    this.#keep({ size: SIZES[(SIZES.indexOf(this.#kept.size ?? 1) + 1) % SIZES.length] });
  }

  get #kept() {
    return this.#memory.look ?? {};
  }

  #keep(change) {
    this.#memory.look = { ...this.#kept, ...change };
    this.show();
  }
}

function prefersDark() {
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** As the website is: the colour of its ground, and where it has none, the schemes it says it has. */
function isHostDark() {
  for (const element of [document.body, document.documentElement]) {
    const [red, green, blue, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    if (alpha > 0.5 && red !== undefined) return 0.3 * red + 0.6 * green + 0.1 * blue < 90;
  }
  const schemes = `${getComputedStyle(document.documentElement).colorScheme} ${document.querySelector("meta[name='color-scheme']")?.content ?? ""}`;
  return schemes.includes("dark") && (!schemes.includes("light") || prefersDark());
}
