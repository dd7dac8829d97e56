// The demo page: sample questions, and the chat as a sheet on a phone.
import "./chat/lotse-chat.js";

const chat = document.querySelector("lotse-chat");
const opener = document.querySelector(".open-chat");
const isPhone = window.matchMedia("(max-width: 60rem)");

function open() {
  document.body.classList.add("chat-open");
  chat.closable = isPhone.matches;
  chat.focusInput();
}

opener.addEventListener("click", open);
chat.addEventListener("lotse-close", () => {
  document.body.classList.remove("chat-open");
  opener.focus();
});
isPhone.addEventListener("change", () => {
  chat.closable = isPhone.matches && document.body.classList.contains("chat-open");
});
for (const button of document.querySelectorAll("[data-question]")) {
  button.addEventListener("click", () => {
    open();
    chat.ask(button.dataset.question);
  });
}
