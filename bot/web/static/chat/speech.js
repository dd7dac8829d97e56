// Reading aloud, with voices of this machine alone: others send the text to whoever makes the browser.

/** @returns {SpeechSynthesisVoice | undefined} a German voice that needs no network */
export function localVoice() {
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && /^de\b/i.test(voice.lang));
}

/** Reads a text, or stops where something is being read. @param {() => void} ended @returns {boolean} whether it reads */
export function read(text, ended) {
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return false;
  }
  // Sentence by sentence: engines stop in the middle of long texts.
  const sentences = text.replace(/https?:\/\/\S+/g, "").split(/(?<=[.!?:])\s+|\n+/).filter((part) => /\p{L}/u.test(part));
  sentences.forEach((sentence, place) => {
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.voice = localVoice();
    spoken.lang = spoken.voice.lang;
    if (place === sentences.length - 1) spoken.onend = ended;
    spoken.onerror = ended;
    speechSynthesis.speak(spoken);
  });
  return true;
}
