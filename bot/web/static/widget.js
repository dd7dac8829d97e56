// The chat on any website, with one line:
//   <script src="https://chat.beispiel.de/ui/static/widget.js" async></script>
// Attributes of the script: data-address (of the chat, with a slash at the end; default: where the script is), data-title, data-greeting (beside the button), data-colour (#rrggbb), data-position ("left").
// The page gets one element with a shadow root and nothing else; the chat itself is loaded when somebody opens it.
(() => {
  const script = document.currentScript;
  const here = new URL(".", script.src);
  const address = new URL(script.dataset.address ?? "..", here);
  const { title = "Erste Hilfe 4.0", greeting = "Fragen zur Digitalisierung?", colour = "#0b5563", position = "right" } = script.dataset;
  const side = position === "left" ? "left" : "right";
  // On a phone the chat fills the window and is modal, so that nobody lands behind it with the keyboard.
  const isPhone = matchMedia("(max-width: 640px), (max-height: 480px)");
  const css = `
    :host { all: initial !important; position: fixed !important; z-index: 2147483000 !important; bottom: 0 !important; ${side}: 0 !important; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button { display: flex; align-items: center; gap: 9.6px; margin: 16px; min-height: 48px; padding: 11.2px 19.2px; border: 2px solid #fff;
      border-radius: 32px; background: var(--lotse-colour); color: #fff; cursor: pointer; box-shadow: 0 4px 18px rgb(0 0 0 / 30%);
      font: 600 16px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    button:focus-visible { outline: 3px solid #083f4a; outline-offset: 0; }
    .panel { position: fixed; inset: auto; bottom: 16px; ${side}: 16px; width: min(432px, calc(100vw - 32px)); height: min(704px, calc(100dvh - 32px));
      max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: none; overflow: visible; }
    lotse-chat { display: block; height: 100%; }
    .panel:modal { inset: 0; width: 100%; height: 100%; }
    @media print { :host { display: none; } }`;

  const place = document.createElement("lotse-widget");
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

  function say(text) {
    opener.textContent = text;
    opener.setAttribute("aria-label", `${text} ${title} öffnen`);
  }

  // A link may bring a question along: https://www.beispiel.de/#erste-hilfe=Was%20kostet%20ein%20Onlineshop%3F
  function linked() {
    return new URLSearchParams(location.hash.slice(1)).get("erste-hilfe");
  }

  function show() {
    if (isPhone.matches) panel.showModal();
    else panel.show();
  }

  async function open() {
    show();
    opener.hidden = true;
    try {
      await import(new URL("chat/lotse-chat.js", here));
    } catch {
      close();
      say("Der Chat ist gerade nicht erreichbar. Noch einmal?");
      return;
    }
    if (!panel.firstChild) {
      const chat = document.createElement("lotse-chat");
      chat.setAttribute("server", address);
      chat.setAttribute("heading", title);
      chat.setAttribute("colour", colour);
      panel.append(chat);
      chat.closable = true;
      chat.addEventListener("lotse-close", close);
    }
    const question = linked();
    if (question) panel.firstChild.suggest(question);
    panel.firstChild.focusInput();
  }

  function close() {
    panel.close();
    opener.hidden = false;
    opener.focus();
  }

  opener.addEventListener("click", open);
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
  // The panel may cover what has the focus in the page: Escape takes it away, and the focus stays where it is.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !panel.open || event.composedPath().includes(place)) return;
    panel.close();
    opener.hidden = false;
  });
  const attach = async () => {
    // Where the chat cannot be reached, the page stays without a button.
    const { usable } = await import(new URL("chat/colour.js", here));
    place.style.setProperty("--lotse-colour", usable(colour) ?? "#0b5563");
    document.body.append(place);
    addEventListener("hashchange", () => linked() && open());
    if (linked()) open();
  };
  if (document.body) attach();
  else document.addEventListener("DOMContentLoaded", attach);
})();
