// How task, portal and coach stand: with room the coach is beside the portal, on a phone below it. Style sheets alone
// would only move what is seen; who goes by Tab or listens must meet the parts in the same order.

import { make } from "./dom.js";

/** The stage: {node, leave()}. `below` are what comes last. */
export function drawStage({ brief, frame, coach, below }) {
  const side = make("div", { class: "cn-side" }, brief);
  const node = make("div", { class: "cn-stage" }, side, frame, coach, ...below);

  function settle() {
    // The style sheet knows when there is room; the wrapper has a box of its own only then.
    const beside = getComputedStyle(side).display !== "contents";
    if (beside === side.contains(coach)) return;
    const held = coach.contains(document.activeElement) ? document.activeElement : null;
    if (beside) side.append(coach);
    else frame.after(coach);
    if (held) held.focus({ preventScroll: true });
  }

  const watch = new ResizeObserver(() => {
    settle();
    node.style.setProperty("--cn-side-height", `${side.offsetHeight}px`);
  });
  watch.observe(node);
  watch.observe(side);
  return { node, leave: () => watch.disconnect() };
}
