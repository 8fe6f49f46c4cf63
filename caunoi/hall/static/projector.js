// The class on the projector: it follows the class by itself and counts the time of a test down by the hall's clock.

import { timeLeft } from "./countdown.js";
import { keepLive } from "./live.js";

const part = document.querySelector("[data-live]");
const ahead = Number(part.dataset.now) - Date.now();

function tick() {
  for (const clock of part.querySelectorAll("[data-ends-at]")) {
    const seconds = Math.max(0, Math.ceil((Number(clock.dataset.endsAt) - Date.now() - ahead) / 1000));
    const text = timeLeft(seconds);
    if (clock.textContent !== text) clock.textContent = text;
  }
}

keepLive(part, tick);
setInterval(tick, 500);
tick();
