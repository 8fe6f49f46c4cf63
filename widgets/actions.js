// The actions of a screen by their look: buttons, links and rows, tiles of a home screen, cards of a store, replies.

import { make } from "./dom.js";
import { icon } from "./icons.js";
import { steady } from "./lines.js";
import { holds } from "./machine.js";
import { picture } from "./pictures.js";
import { portalIcon } from "./portal_icons.js";

/**
 * The actions of a screen: {nodes, backs, all}. `nodes` are boxes, in the order they were written, one for each run of
 * the same look; `backs` are the ways back, which stand at the head; each of `all` is {id, node, update(vars, off)}.
 */
export function drawActions(actions, desk) {
  const all = actions.map((action) => drawAction(action, desk));
  const nodes = [];
  let box = null;
  for (const { look, node } of all.filter((action) => action.look !== "back")) {
    const kind = BOXES[look] || "cn-actions";
    if (box === null || !box.classList.contains(kind)) {
      box = make("div", { class: kind });
      nodes.push(box);
    }
    box.append(node);
  }
  return { nodes, all, backs: all.filter((action) => action.look === "back").map((action) => action.node) };
}

/** The dot of something new, with the words for who cannot see it: {node, update(vars)}; without a guard there is none. */
export function drawBadge(guard, ui) {
  if (!guard) return { node: null, update: () => {} };
  const node = make("span", { class: "cn-badge" }, make("span", { class: "cn-spoken" }, ` (${ui.something_new})`));
  return {
    node,
    update(vars) {
      node.hidden = !holds(guard, vars);
    },
  };
}

const BOXES = { tile: "cn-tiles", card: "cn-cards", reply: "cn-replies" };

function drawAction(action, desk) {
  const badge = drawBadge(action.badge, desk.ui);
  const inside = (INSIDES[action.style] || plain)(action, badge.node);
  const look = action.main ? "cn-button cn-button-main" : LOOKS[action.style];
  const node = make("button", { type: "button", class: look, onclick: () => desk.act(action.id) }, ...inside);
  return {
    id: action.id,
    look: action.style,
    node,
    update(vars, off) {
      node.hidden = Boolean(action.when) && !holds(action.when, vars);
      node.disabled = off;
      badge.update(vars);
    },
  };
}

const LOOKS = {
  button: "cn-button",
  danger: "cn-button cn-button-danger",
  link: "cn-link",
  row: "cn-row",
  back: "cn-back",
  tile: "cn-tile",
  card: "cn-row cn-card",
  reply: "cn-reply",
};

const INSIDES = {
  back: (action) => [icon("arrow-left"), make("span", {}, action.label)],
  row: (action, badge) => [face(action), words(action), badge, icon("chevron-right")],
  card: (action, badge) => [face(action), words(action), badge, icon("chevron-right")],
  reply: (action) => [face(action), words(action)],
  tile: (action, badge) => [
    make("span", { class: "cn-tile-face" }, portalIcon(action.icon)),
    make("span", { class: "cn-tile-name" }, ...steady(action.label)),
    badge,
  ],
};

function plain(action, badge) {
  const before = action.icon ? portalIcon(action.icon) : action.picture ? face(action) : null;
  return [before, words(action), badge];
}

function words({ label, about }) {
  if (!about) return make("span", { class: "cn-act-words" }, ...steady(label));
  const quieter = make("span", { class: "cn-act-about" }, ...steady(about));
  return make("span", { class: "cn-act-words" }, make("span", { class: "cn-act-label" }, ...steady(label)), quieter);
}

function face(action) {
  if (action.picture) return make("span", { class: "cn-face cn-face-picture" }, picture(action.picture));
  return action.icon ? make("span", { class: "cn-face" }, portalIcon(action.icon)) : null;
}
