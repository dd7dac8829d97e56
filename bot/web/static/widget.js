// The chat on any website, with one line:
//   <script src="https://chat.beispiel.de/ui/static/widget.js" async></script>
// Attributes, buttons of the site that open the chat, window.lotse and events: docs/website.md.
// The page gets one element with a shadow root and nothing else; the chat itself is loaded when somebody opens it.
(() => {
  // The same tag twice, or run again by a framework that exchanges the page: the chat that is there stays.
  // (An element of the page with this id has the name, too.)
  if (window.lotse?.blocked) return;
  const complain = (text) => console.error(`Erste Hilfe 4.0, widget.js: ${text}`);
  const script = ownScript();
  const settings = { ...window.lotseSettings, ...script?.dataset };
  const source = script?.src || loadedFrom();
  if (!source && !settings.address) {
    complain('Es ist unklar, wo der Chat liegt. Vor dem Skript fehlt: window.lotseSettings = { address: "https://chat.beispiel.de/ui/" }');
    return;
  }
  const here = new URL(source ? "." : "static/", source || settings.address);
  const address = new URL(settings.address ?? "..", here);
  const { title = "Erste Hilfe 4.0", greeting = "Fragen zur Digitalisierung?", colour = "#0b5563", position = "right" } = settings;
  const side = position === "left" ? "left" : "right";
  // Room for a cookie bar or a button of the site's own below.
  const offset = Math.min(400, Math.max(0, Number(settings.offset) || 0));
  // On a phone the chat fills the window and is modal, so that nobody lands behind it with the keyboard.
  const isPhone = matchMedia("(max-width: 640px), (max-height: 480px)");
  const css = `
    :host { all: initial !important; position: fixed !important; inset: auto !important; z-index: 2147483647 !important; direction: ltr !important;
      bottom: ${offset}px !important; ${side}: 0 !important; padding: 0 env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left) !important; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button { display: flex; align-items: center; margin: 16px; min-height: 48px; max-width: min(360px, calc(100vw - 32px)); padding: 11.2px 19.2px; border: 2px solid #fff;
      border-radius: 32px; background: var(--lotse-colour); color: #fff; cursor: pointer; box-shadow: 0 4px 18px rgb(0 0 0 / 30%); overflow-wrap: anywhere;
      font: 600 16px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; text-align: left; }
    button:focus-visible { outline: 3px solid #083f4a; outline-offset: 0; }
    .panel { position: fixed; inset: auto; bottom: ${offset + 16}px; ${side}: 16px; width: min(432px, calc(100vw - 32px)); height: min(704px, calc(100dvh - ${offset + 32}px));
      max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: none; overflow: visible; }
    lotse-chat { display: block; height: 100%; }
    .panel:modal { inset: var(--lotse-top, 0) 0 auto; width: 100%; height: var(--lotse-height, 100dvh); }
    @media (forced-colors: active) { button { border-color: ButtonText; } button:focus-visible { outline-color: Highlight; } }
    @media print { :host { display: none !important; } }`;

  const place = document.createElement("lotse-widget");
  // In the top layer: no "transform" of the page moves it, and no z-index covers it.
  place.setAttribute("popover", "manual");
  const root = place.attachShadow({ mode: "open" });
  // A constructed style sheet needs no exception in the content policy of the page.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const opener = document.createElement("button");
  opener.type = "button";
  opener.lang = "de";
  opener.setAttribute("aria-haspopup", "dialog");
  const panel = document.createElement("dialog");
  panel.className = "panel";
  panel.lang = "de";
  panel.setAttribute("aria-label", title);
  root.append(opener, panel);
  say(greeting);
  let linked = null;
  const blocked = new Set();
  window.lotse = { open, close, get isOpen() { return panel.open; }, blocked };

  /** The tag of this script. A module has no current script, one that was fetched and evaluated has a stranger's. */
  function ownScript() {
    const current = document.currentScript;
    if (current?.src || current?.dataset.address) return current;
    return [...document.querySelectorAll("script[src]")].findLast((tag) => /\/widget\.js([?#]|$)/.test(tag.src) && tag.src.includes("/static/"));
  }

  function loadedFrom() {
    return performance.getEntriesByType("resource").findLast((entry) => /\/static\/widget\.js([?#]|$)/.test(entry.name))?.name;
  }

  function say(text) {
    opener.textContent = text;
    opener.setAttribute("aria-label", `${text} ${title} öffnen`);
  }

  function tell(event) {
    document.dispatchEvent(new CustomEvent(event));
  }

  function show(quietly = false) {
    if (isPhone.matches) panel.showModal();
    else if (quietly) panel.setAttribute("open", ""); // "show" would take the focus from the page
    else panel.show();
  }

  /** @param {string} [question] for the field; sending it is up to the owner  @param {boolean} [quietly] whether the focus stays in the page */
  async function open(question, quietly = false) {
    const isNew = !panel.open;
    if (isNew) show(quietly);
    opener.hidden = true;
    let chat = panel.firstChild;
    try {
      await import(new URL("chat/lotse-chat.js", here));
      chat = panel.firstChild ?? filled();
      await chat.ready;
    } catch {
      panel.close();
      panel.replaceChildren();
      opener.hidden = false;
      await explain();
      say(blocked.size ? "Der Chat ist auf dieser Website noch nicht freigegeben." : "Der Chat ist gerade nicht erreichbar. Noch einmal?");
      opener.focus();
      return;
    }
    const text = question ?? linked;
    linked = null;
    if (text) chat.suggest(text);
    if (!quietly) chat.focusInput();
    chat.isOpen = true;
    if (isNew) tell("lotse-open");
  }

  function filled() {
    const chat = document.createElement("lotse-chat");
    chat.setAttribute("server", address);
    chat.setAttribute("heading", title);
    chat.setAttribute("colour", colour);
    if (settings.theme) chat.setAttribute("theme", settings.theme);
    panel.append(chat);
    chat.closable = true;
    chat.addEventListener("lotse-close", close);
    return chat;
  }

  function close(keepsFocus = false) {
    if (!panel.open) return;
    panel.close();
    opener.hidden = false;
    if (keepsFocus !== true) opener.focus();
    if (panel.firstChild) panel.firstChild.isOpen = false;
    tell("lotse-close");
  }

  /** One line in the console that says what to do. */
  async function explain() {
    await new Promise((soon) => setTimeout(soon, 50)); // what a policy blocks is told a little later
    if (blocked.size) return;
    const isThere = await fetch(new URL("widget.js", here), { mode: "no-cors" }).then(() => true, () => false);
    if (blocked.size) return;
    if (isThere && here.origin !== location.origin) complain(`Der Chat lässt diese Website nicht zu. Auf seinem Server fehlt vermutlich: LOTSE_ORIGINS=${location.origin}`);
    else complain(`${here.origin} ist nicht erreichbar.`);
  }

  document.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
    if (![here.origin, address.origin].some((origin) => blockedURI.startsWith(origin))) return;
    const directive = effectiveDirective.replace(/-(elem|attr)$/, "");
    if (!blocked.has(directive)) complain(`Die Content-Security-Policy dieser Website sperrt den Chat. Bitte ergänzen: ${directive} ${here.origin}`);
    blocked.add(directive);
  });

  opener.addEventListener("click", () => open());
  panel.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  isPhone.addEventListener("change", () => {
    if (!panel.open || panel.matches(":modal") === isPhone.matches) return;
    panel.close();
    show();
    panel.firstChild?.focusInput();
  });

  // What is typed in the chat is none of the page's business: its hot keys must not see it.
  for (const type of ["keydown", "keypress", "keyup"]) {
    addEventListener(type, (event) => {
      if (!event.composedPath().includes(place)) {
        // The panel may cover what has the focus in the page: Escape takes it away, and the focus stays where it is.
        if (type === "keydown" && event.key === "Escape") setTimeout(() => event.defaultPrevented || close(true));
        return;
      }
      event.stopImmediatePropagation();
      if (type === "keydown") panel.firstChild?.handleKey?.(event);
    }, true);
  }

  // Buttons and links of the site: <button data-frage="Was kostet ein Onlineshop?">, <a href="#lotse">.
  document.addEventListener("click", (event) => {
    const wish = event.target.closest?.("[data-frage], a[href='#lotse']");
    if (!wish || wish === script) return;
    event.preventDefault();
    open(wish.dataset.frage || undefined);
  });

  // The keyboard of iOS lies over the page without making it smaller.
  const view = window.visualViewport;
  function fit() {
    if (view.scale > 1.01) return;
    place.style.setProperty("--lotse-height", `${view.height}px`);
    place.style.setProperty("--lotse-top", `${view.offsetTop}px`);
  }
  view?.addEventListener("resize", fit);
  view?.addEventListener("scroll", fit);

  /** Beside the body, as frameworks exchange that one; and back again where even that was taken away. */
  function settle() {
    if (place.isConnected) return;
    document.documentElement.append(place);
    place.showPopover?.();
    watch.observe(document, { childList: true });
    watch.observe(document.documentElement, { childList: true });
    if (!panel.open) return;
    panel.close();
    show();
    panel.firstChild?.keepPlace?.();
  }
  const watch = new MutationObserver(settle);

  function wasOpen() {
    try {
      if (!JSON.parse(sessionStorage.getItem("lotse-chat"))?.isOpen) return false;
    } catch {
      return false; // no storage
    }
    // On a phone it would cover the next page, which somebody has just asked for.
    return !isPhone.matches || performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  }

  const attach = async () => {
    let link;
    try {
      // Where the chat cannot be reached, the page stays without a button.
      const { usable } = await import(new URL("chat/colour.js", here));
      place.style.setProperty("--lotse-colour", usable(colour) ?? "#0b5563");
      link = await import(new URL("chat/linked.js", here));
    } catch {
      delete window.lotse;
      explain();
      return;
    }
    const follow = () => {
      linked = link.takeQuestion() ?? linked;
      if (linked) open();
    };
    settle();
    addEventListener("hashchange", follow);
    if (wasOpen()) open(undefined, true);
    follow();
    tell("lotse-ready");
  };
  if (document.body) attach();
  else document.addEventListener("DOMContentLoaded", attach);
})();
