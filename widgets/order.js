// Putting things in order with two buttons each: it works with a finger, a keyboard and a screen reader alike.

import { fill, freshId, make } from "./dom.js";
import { icon } from "./icons.js";

/**
 * A list to order: {node, update(order, answered), settle(), close(off)}. `moved(order)` is called with all option ids after each move,
 * or as they stand when the person keeps them (with `keeps` by a button, otherwise by settle()); say(text) tells a screen reader where the option went.
 */
export function orderList(options, ui, { moved, say, keeps }) {
  const rows = new Map(options.map((option) => [option.id, drawRow(option)]));
  const list = make("ol", { class: "cn-order" });
  const keep = make(
    "button",
    { type: "button", class: "cn-button", onclick: () => moved([...current]) },
    icon("check"),
    ui.keep_order,
  );
  let current = [];
  let settled = false;
  let closed = false;

  function drawRow(option) {
    const name = make("span", { class: "cn-order-words", id: freshId("option") }, option.label);
    const up = button("arrow-up", ui.up, fill(ui.up_named, { label: option.label }), () => move(option, -1));
    const down = button("arrow-down", ui.down, fill(ui.down_named, { label: option.label }), () => move(option, 1));
    return { node: make("li", {}, name, make("span", { class: "cn-order-buttons" }, up, down)), up, down };
  }

  function move(option, by) {
    const from = current.indexOf(option.id);
    const to = from + by;
    if (closed || to < 0 || to >= current.length) return;
    const order = [...current];
    order.splice(from, 1);
    order.splice(to, 0, option.id);
    const held = document.activeElement;
    moved(order);
    held.focus(); // the button went along with its row
    say(fill(ui.now_place, { label: option.label, n: to + 1, total: order.length }));
  }

  return {
    node: make("div", {}, list, keep),
    update(order, answered) {
      if (order.join() !== current.join()) list.replaceChildren(...order.map((id) => rows.get(id).node));
      current = [...order];
      settled = answered;
      keep.hidden = answered || !keeps;
      order.forEach((id, place) => {
        rows.get(id).up.setAttribute("aria-disabled", String(closed || place === 0));
        rows.get(id).down.setAttribute("aria-disabled", String(closed || place === order.length - 1));
      });
    },
    settle() {
      if (!settled && !closed) moved([...current]);
    },
    close(off) {
      closed = off;
      keep.disabled = off;
    },
  };
}

function button(picture, words, name, pressed) {
  return make(
    "button",
    { type: "button", class: "cn-button cn-small", "aria-label": name, onclick: pressed },
    icon(picture),
    words,
  );
}
