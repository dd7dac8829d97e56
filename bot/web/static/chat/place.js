// The place where somebody reads: an answer is shown from its beginning, a reader who has scrolled away is left alone, and
// whatever changes the size of the log (its style sheet, a keyboard, another window) moves nobody.
const NEAR = 80;
const SLIP = 4;

export class Place {
  #log;
  #hint;
  #goal = null;
  #distance = 0;
  #isAway = false;
  #hasNews = false;
  #last = 0;

  /** @param {HTMLElement} log what scrolls  @param {HTMLButtonElement} hint says that there is more below */
  constructor(log, hint) {
    this.#log = log;
    this.#hint = hint;
    log.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    hint.addEventListener("click", () => this.#goOn());
    new ResizeObserver(() => this.settle()).observe(log);
  }

  /** Shows a view that was added; not to somebody who reads further up, unless it is what they have just said themselves. */
  show(view, { fromTop = false, isOwn = false, isSmooth = true } = {}) {
    if (isOwn) this.#isAway = false;
    if (this.#isAway) {
      this.#hasNews ||= fromTop;
      if (fromTop) this.#goal = { view, fromTop };
      this.#look();
      return;
    }
    this.#goal = { view, fromTop };
    this.#scroll(isSmooth);
  }

  /** Back to the same place, without any movement: the log was moved, hidden or changed its size. */
  settle() {
    if (!this.#log.clientHeight) return;
    if (this.#goal && !this.#isAway) this.#scroll(false);
    else if (Math.abs(this.#log.scrollTop - this.#last) > SLIP) this.#log.scrollTop = this.#last;
    this.#look();
  }

  /** A new log begins, with nobody away from its end. */
  reset() {
    this.#goal = null;
    this.#isAway = this.#hasNews = false;
    this.#look();
  }

  #scroll(isSmooth) {
    const behavior = isSmooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto";
    const top = this.#top();
    this.#distance = Math.abs(this.#log.scrollTop - top);
    this.#log.scrollTo({ top, behavior });
    this.#look();
  }

  #top() {
    const { view, fromTop } = this.#goal;
    const end = this.#log.scrollHeight - this.#log.clientHeight;
    return Math.max(0, fromTop && view.isConnected ? Math.min(end, startOf(view) - this.#log.offsetTop - 12) : end);
  }

  #onScroll() {
    if (!this.#log.clientHeight) return;
    this.#last = this.#log.scrollTop;
    if (this.#goal && !this.#isAway) {
      const distance = Math.abs(this.#log.scrollTop - this.#top());
      // Our own movement only ever comes nearer; whoever goes the other way has a hand on it.
      if (distance > this.#distance + SLIP) {
        this.#isAway = this.#log.scrollTop < this.#top() - NEAR;
        if (!this.#isAway) this.#goal = null;
      }
      this.#distance = distance;
    } else if (this.#isAway && this.#below() < NEAR) {
      this.#isAway = this.#hasNews = false;
    }
    this.#look();
  }

  #below() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
  }

  #look() {
    this.#hint.textContent = this.#hasNews ? "Neue Antwort" : "Mehr unten";
    this.#hint.hidden = this.#below() < NEAR;
  }

  #goOn() {
    const isNew = this.#hasNews;
    this.#isAway = this.#hasNews = false;
    if (isNew) {
      this.#scroll(true);
      return;
    }
    this.#goal = null;
    this.#log.scrollBy({ top: this.#log.clientHeight * 0.8, behavior: "smooth" });
  }
}

/** Where an answer begins, with the question above it in view unless that is long. */
function startOf(view) {
  const question = view.previousElementSibling;
  const isShort = question?.classList.contains("owner") && question.offsetHeight < 120;
  return (isShort ? question : view).offsetTop;
}
