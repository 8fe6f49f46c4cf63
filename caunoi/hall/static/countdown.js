// The time that is left of a test, seen all the time and spoken three times: at five minutes, at one, and at the end.

import { announcer, fill, make } from "../../../widgets/dom.js";

const SPOKEN_S = [300, 60, 0];

/** "4:05", and with hours "1:04:05". */
export function timeLeft(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const short = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return minutes < 60 ? short : `${Math.floor(minutes / 60)}:${short}`;
}

/** Which of the spoken moments lies between two looks at the clock, in seconds; a phone that slept hears only the last. */
export function markPassed(before, seconds) {
  const passed = SPOKEN_S.filter((mark) => before !== null && before > mark && seconds <= mark);
  return passed.length > 0 ? passed[passed.length - 1] : null;
}

/** The clock of a page: {node, spoken, show(seconds)}; null hides it. */
export function countdown(words) {
  const figures = make("strong", {});
  const node = make("span", { class: "cn-countdown", role: "timer", hidden: true }, make("span", { class: "cn-countdown-label" }, words.time_left), " ", figures);
  const voice = announcer();
  let before = null;

  function speak(mark) {
    if (mark !== null) voice.say(mark === 0 ? words.time_up_title : fill(words.time_left_spoken, { n: mark / 60 }));
  }

  return {
    node,
    spoken: voice.node,
    show(seconds) {
      node.hidden = seconds === null;
      if (seconds !== null) {
        speak(markPassed(before, seconds));
        figures.textContent = timeLeft(seconds);
        node.dataset.soon = seconds <= 60 ? "minute" : seconds <= 300 ? "five" : "";
      }
      before = seconds;
    },
  };
}
