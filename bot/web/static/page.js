// The demo page: sample questions, and the chat as a sheet on a phone. Nobody lands behind the sheet with the keyboard.
import "./chat/lotse-chat.js";
import { takeQuestion } from "./chat/linked.js";

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

/** The sheet is a step in the history, so that the phone's own way back closes it and does not leave the page. */
function open() {
  if (isPhone.matches && !history.state?.sheet) history.pushState({ sheet: true }, "");
  show(true);
  chat.focusInput();
}

function shut() {
  show(false);
  opener.focus();
}

opener.addEventListener("click", open);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  open();
});
chat.addEventListener("lotse-close", () => {
  if (history.state?.sheet) history.back();
  else shut();
});
addEventListener("popstate", () => {
  if (history.state?.sheet) open();
  else if (document.body.classList.contains("chat-open")) shut();
});
isPhone.addEventListener("change", () => show(document.body.classList.contains("chat-open")));
// A link may bring a question along, as on a website with the widget.
function openLinked() {
  const question = takeQuestion();
  if (!question) return;
  chat.suggest(question);
  open();
}
addEventListener("hashchange", openLinked);
// After a reload the sheet is as it was.
if (history.state?.sheet) show(true);
openLinked();
for (const button of document.querySelectorAll("[data-question]")) {
  button.addEventListener("click", () => {
    open();
    chat.ask(button.dataset.question);
  });
}
