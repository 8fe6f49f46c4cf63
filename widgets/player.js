// The buttons of the show: one step on, by itself, again.

import { make } from "./dom.js";
import { icon } from "./icons.js";

const SHORTEST_MS = 3500;
const READING_MS = 65;

/**
 * A player: {node, update(text, over), stop()}. `moves` is {next(), again()}.
 * By itself it waits, before each move, as long as the sentence on show takes to read.
 */
export function player(ui, moves) {
  let timer = null;
  let length = 0;
  let ended = false;

  const next = make(
    "button",
    { type: "button", class: "cn-button cn-coach-main", onclick: () => halt(moves.next) },
    icon("step-forward"),
    ui.show_next,
  );
  const play = make("button", {
    type: "button",
    class: "cn-button",
    onclick: () => (timer === null ? run() : stop()),
  });
  const again = make(
    "button",
    { type: "button", class: "cn-button", onclick: () => halt(moves.again) },
    icon("rotate-ccw"),
    ui.show_again,
  );
  const over = make("p", { class: "cn-coach-line" });

  function halt(move) {
    stop();
    move();
  }

  function run() {
    timer = setTimeout(
      () => {
        moves.next();
        if (ended) stop();
        else run();
      },
      Math.max(SHORTEST_MS, length * READING_MS),
    );
    dress();
  }

  function stop() {
    clearTimeout(timer);
    timer = null;
    dress();
  }

  function dress() {
    play.replaceChildren(...(timer === null ? [icon("play"), ui.show_play] : [icon("pause"), ui.show_pause]));
    next.hidden = ended;
    play.hidden = ended;
    over.hidden = !ended;
    over.textContent = ended ? ui.show_over : "";
  }

  dress();
  return {
    node: make("div", { class: "cn-coach-buttons" }, over, next, play, again),
    stop,
    update(text, isOver) {
      const hadFocus = isOver && !ended && [next, play].includes(document.activeElement);
      length = text.length;
      ended = isOver;
      dress();
      if (hadFocus) again.focus();
    },
  };
}
