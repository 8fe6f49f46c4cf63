// Reading aloud with a voice of the reader's own device, where it has one of the language. Nothing needs it, so without
// such a voice there is no button; a voice that asks a server is none, because then the text would leave the device.

import { make } from "./dom.js";
import { portalIcon } from "./portal_icons.js";

/** The texts in sight inside an element, in reading order; of a picture its label. */
export function textsInSight(root) {
  const texts = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    if (node.hidden || node.getAttribute("aria-hidden") === "true" || node.classList.contains("cn-aloud")) {
      return NodeFilter.FILTER_REJECT;
    }
    return node.getAttribute("role") === "img" ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const text = (node.nodeType === Node.TEXT_NODE ? node.textContent : node.getAttribute("aria-label")).trim();
    if (text !== "") texts.push(text);
  }
  return texts;
}

/** A button that reads `texts()` and stops when pressed again: {node, stop(), leave()}. */
export function drawAloud(ui, lang, texts) {
  const label = make("span", {}, ui.read_aloud);
  const node = make("button", { type: "button", class: "cn-aloud", hidden: true }, portalIcon("volume-2"), label);
  const speech = globalThis.speechSynthesis;
  if (!speech) return { node, stop: () => {}, leave: () => {} };

  let waiting = new Set();
  const voice = () => speech.getVoices().find((each) => each.localService && each.lang.toLowerCase().startsWith(lang));
  const look = () => {
    node.hidden = !voice();
  };
  const dress = () => {
    label.textContent = waiting.size > 0 ? ui.read_aloud_stop : ui.read_aloud;
  };

  function stop() {
    if (waiting.size === 0) return;
    waiting = new Set();
    speech.cancel();
    dress();
  }

  function read() {
    speech.cancel();
    waiting = new Set(texts().map((text) => new SpeechSynthesisUtterance(text)));
    for (const each of waiting) {
      each.voice = voice();
      each.lang = each.voice.lang;
      each.rate = 0.9;
      each.onend = each.onerror = () => waiting.delete(each) && dress();
      speech.speak(each);
    }
    dress();
  }

  node.addEventListener("click", () => (waiting.size > 0 ? stop() : read()));
  speech.addEventListener("voiceschanged", look);
  window.addEventListener("pagehide", stop);
  look();
  return {
    node,
    stop,
    leave() {
      stop();
      speech.removeEventListener("voiceschanged", look);
      window.removeEventListener("pagehide", stop);
    },
  };
}
