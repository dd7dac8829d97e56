// The demo page: sample questions, and the chat as a sheet on a phone. Nobody lands behind the sheet with the keyboard.
import "./chat/lotse-chat.js";

const chat = document.querySelector("lotse-chat");
const opener = document.querySelector(".open-chat");
const isPhone = window.matchMedia("(max-width: 60rem)");

const behind = document.querySelectorAll(".top, .content, .bottom");

function show(isOpen) {
  document.body.classList.toggle("chat-open", isOpen);
  const isSheet = isOpen && isPhone.matches;
  chat.closable = isSheet;
  for (const part of behind) part.inert = isSheet;
}

function open() {
  show(true);
  chat.focusInput();
}

opener.addEventListener("click", open);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  open();
});
chat.addEventListener("lotse-close", () => {
  show(false);
  opener.focus();
});
isPhone.addEventListener("change", () => show(document.body.classList.contains("chat-open")));
// A link may bring a question along, as on a website with the widget.
function openLinked() {
  const question = new URLSearchParams(location.hash.slice(1)).get("erste-hilfe");
  if (!question) return;
  chat.suggest(question);
  open();
}
addEventListener("hashchange", openLinked);
openLinked();
for (const button of document.querySelectorAll("[data-question]")) {
  button.addEventListener("click", () => {
    open();
    chat.ask(button.dataset.question);
  });
}
