// Reading aloud with a voice of the reader's own device. Nothing needs it: without such a voice the button says so in a
// sentence. A voice that asks a server is none, because then the text would leave the device.

import { make } from "./dom.js";
import { icon } from "./icons.js";

/** The texts in sight inside an element, in reading order; of a picture its label. A sentence stays one text. */
export function textsInSight(root) {
  const texts = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    if (node.hidden || node.getAttribute("aria-hidden") === "true" || node.classList.contains("cn-aloud-place")) {
      return NodeFilter.FILTER_REJECT;
    }
    return node.getAttribute("role") === "img" ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const text = node.nodeType === Node.TEXT_NODE ? node.textContent : node.getAttribute("aria-label");
    if (texts.length > 0 && goesOn(node)) texts.push(texts.pop() + text);
    else if (text.trim() !== "") texts.push(text);
  }
  return texts.map((text) => text.trim());
}

/** Whether this is the next part of the same sentence: what stays on one line is an element of its own. */
function goesOn(node) {
  const isWhole = (each) => each !== null && each.nodeType === Node.ELEMENT_NODE && each.classList.contains("cn-whole");
  return isWhole(node.previousSibling) || (isWhole(node.parentNode) && node.parentNode.previousSibling !== null);
}

/** A button that reads `texts()` and stops when pressed again, and a place for a sentence: {node, stop(), leave()}. */
export function drawAloud(ui, lang, texts) {
  const label = make("span", {}, ui.read_aloud);
  const button = make("button", { type: "button", class: "cn-aloud" }, icon("volume-2"), label);
  const instead = make("span", { class: "cn-aloud-instead", role: "status" });
  const node = make("div", { class: "cn-aloud-place" }, button, instead);
  const speech = globalThis.speechSynthesis;

  let waiting = new Set();
  // Asked at the press: many browsers know their voices only a moment after the page.
  const voice = () =>
    speech && speech.getVoices().find((each) => each.localService && each.lang.toLowerCase().startsWith(lang));
  const dress = () => {
    label.textContent = waiting.size > 0 ? ui.read_aloud_stop : ui.read_aloud;
  };

  function stop() {
    instead.textContent = "";
    if (waiting.size === 0) return;
    waiting = new Set();
    speech.cancel();
    dress();
  }

  function read() {
    const own = voice();
    instead.textContent = own || instead.textContent !== "" ? "" : ui.read_aloud_instead;
    if (!own) return;
    speech.cancel();
    waiting = new Set(texts().map((text) => new SpeechSynthesisUtterance(text)));
    for (const each of waiting) {
      each.voice = own;
      each.lang = own.lang;
      each.rate = 0.9;
      each.onend = each.onerror = () => waiting.delete(each) && dress();
      speech.speak(each);
    }
    dress();
  }

  button.addEventListener("click", () => (waiting.size > 0 ? stop() : read()));
  window.addEventListener("pagehide", stop);
  return {
    node,
    stop,
    leave() {
      stop();
      window.removeEventListener("pagehide", stop);
    },
  };
}
