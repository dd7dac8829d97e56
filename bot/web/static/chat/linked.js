// A link may bring a question along: https://www.beispiel.de/#frage=Was%20kostet%20ein%20Onlineshop%3F
// ("#erste-hilfe=" is the older name.) It is put into the field and never sent by itself.
const QUESTION = /^(?:frage|erste-hilfe)=/;
const LONGEST = 300;

/** @returns {string | null} the question in the address, which is taken out of it: nobody passes it on unawares */
export function takeQuestion() {
  const parts = location.hash.slice(1).split("&");
  const found = parts.find((part) => QUESTION.test(part));
  if (found === undefined) return null;
  const rest = parts.filter((part) => !QUESTION.test(part)).join("&");
  history.replaceState(history.state, "", location.pathname + location.search + (rest ? `#${rest}` : ""));
  return new URLSearchParams(found).values().next().value.trim().slice(0, LONGEST) || null;
}

/** @returns {string} a link to this page that puts a question into the field */
export function linkTo(question) {
  return `${location.href.split("#")[0]}#frage=${encodeURIComponent(question)}`;
}
