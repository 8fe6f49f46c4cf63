// One screen of a portal. It is built once when it is entered and then only updated, so that no button is replaced
// under a finger and no cursor is lost.

import { drawActions } from "./actions.js";
import { textsInSight } from "./aloud.js";
import { drawBanners } from "./banners.js";
import { drawBlock } from "./blocks.js";
import { chosenField } from "./choices.js";
import { dateField, readableDate } from "./dates.js";
import { freshId, make } from "./dom.js";
import { typedField } from "./fields.js";
import { paragraphs, steady } from "./lines.js";
import { holds } from "./machine.js";
import { drawCaller, drawPinned } from "./messages.js";
import { notice } from "./notice.js";
import { padField } from "./pad.js";
import { drawFoot } from "./tabs.js";

/**
 * Draws a screen: {name, node, title, update(state, said, off), flush(), target(step), arrivals(), news(), focusMessage()}.
 * `desk` is {ui, numbers, awaits(input), put(input, value), act(action), settled(fn)}, where settled does something once
 * no finger is down; said is a message or null; off locks every control; arrivals() are the banners in sight, {id, text}; news() are the texts that the last update brought.
 */
export function drawScreen(view, name, desk) {
  const screen = view.screens[name];
  const title = make("h3", { class: "cn-screen-title", tabindex: "-1", id: freshId("screen") }, ...steady(screen.title));
  const message = make("div", { class: "cn-said", tabindex: "-1" });
  const show = (variable, value) => shownValue(view, variable, value);
  const blocks = screen.blocks.map((block) => ({ when: block.when, ...drawBlock(block, show, desk.ui) }));
  const pins = screen.blocks.filter((block) => block.pinned).map((block) => drawPin(block, desk.ui));
  const together = () => fields.filter((each) => each.kind === "text" && !each.node.hidden).map((each) => each.target.value);
  const fields = screen.inputs.map((input) => ({
    id: input.id,
    kind: input.kind,
    when: input.when,
    ...drawField(input, view, name, { ...desk, together }),
  }));
  const pad = screen.pad ? padField(screen.pad, desk) : null;
  if (pad) fields.push(pad);
  const { nodes: boxes, backs, all: actions } = drawActions(screen.actions, desk);
  const banners = drawBanners(screen.banners, desk);
  const foot = drawFoot(screen, desk);

  const body = make(
    "div",
    { class: "cn-body" },
    ...pins.map((pin) => pin.node),
    message,
    ...blocks.map((block) => block.node),
    ...fields.map((field) => field.node),
    ...boxes,
  );
  const node = make(
    "div",
    { class: `cn-screen cn-layout-${screen.layout}`, role: "group", "aria-labelledby": title.id },
    banners.node,
    drawHead(screen, title, backs),
    body,
    foot.node,
  );
  if (pad) node.addEventListener("keydown", (key) => typeOnPad(key, pad));

  const told = blocks.flatMap((block) => block.rows || [block.node]);
  let news = [];

  const shownField = (id) => fields.find((field) => field.id === id && !field.node.hidden);

  return {
    name,
    node,
    title,
    update(state, said, off) {
      const textsBefore = told.map(spokenText);
      const hiddenBefore = actions.filter((action) => action.node.hidden);
      for (const part of [...blocks, ...pins, ...fields]) hide(part, state.vars);
      for (const block of blocks) block.update(state.vars);
      const at = said && said.at && shownField(said.at) ? said.at : null;
      for (const field of fields) {
        field.update(state.vars, field.id === at ? said : null, said);
        field.close(off);
      }
      for (const action of actions) action.update(state.vars, off);
      for (const box of boxes) box.hidden = [...box.children].every((child) => child.hidden);
      banners.update(state.vars, off);
      foot.update(state.vars, off);
      message.replaceChildren(...(said && at === null ? [notice(said.tone, ...paragraphs(said.text))] : []));
      this.said = at === null ? message : shownField(at).target;
      news = told.map(spokenText).filter((text, place) => text !== "" && text !== textsBefore[place]);
      if (news.length > 0 || said) return;
      news = hiddenBefore.filter((action) => !action.node.hidden).map((action) => spokenText(action.node));
    },
    /** Hands in what is typed; false (and the focus on the spot) when something typed may not be handed in. */
    flush() {
      const stuck = fields.filter((field) => !field.node.hidden).filter((field) => !field.flush());
      if (stuck.length > 0) stuck[0].target.focus();
      return stuck.length === 0;
    },
    /** The element a step is about: {mark, after}, the thing to ring and the element the bubble follows, or null. */
    target(step) {
      if (step.do !== undefined) {
        const action = actions.find((each) => each.id === step.do && !each.node.hidden);
        if (action) return { mark: action.node, after: action.node };
        if (pad && pad.enter === step.do) return { mark: pad.node, after: pad.node };
        return banners.target(step.do) || foot.target(step.do);
      }
      for (const field of fields.filter((each) => !each.node.hidden)) {
        if (field.id === step.set) return { mark: field.node, after: field.node };
        const tick = field.targets && field.targets.get(step.set);
        if (tick) return { mark: tick.node, after: tick.node };
      }
      return null;
    },
    arrivals: banners.shown,
    news: () => news,
    turned: () => false,
    focusMessage() {
      this.said.focus({ preventScroll: true });
      this.said.scrollIntoView({ block: "center" });
    },
  };
}

/** The words of an action, wherever on the screen it stands. */
export function actionLabel(view, name, action) {
  const { actions, tabs, banners, home, pad } = view.screens[name];
  if (action === home) return view.ui.home_screen;
  if (pad && action === pad.enter) return pad.enter_label;
  if (banners.some((each) => each.dismiss === action)) return view.ui.banner_away;
  const banner = banners.find((each) => each.action === action);
  if (banner) return banner.sender;
  return (actions.find((each) => each.id === action) || tabs.find((each) => each.action === action)).label;
}

function drawHead(screen, title, backs) {
  const words = make(
    "div",
    { class: "cn-head-words" },
    screen.app ? make("p", { class: "cn-head-app" }, screen.app) : null,
    title,
    screen.caption ? make("p", { class: "cn-caption" }, ...steady(screen.caption)) : null,
  );
  return make("div", { class: "cn-head" }, ...backs, screen.layout === "call" ? drawCaller() : null, words);
}

function drawPin(block, ui) {
  const guards = [block.when, block.pinned === true ? null : block.pinned].filter(Boolean);
  return { when: guards.length > 0 ? { and: guards } : null, node: drawPinned(block, ui) };
}

/** What is heard of a part of the screen now; nothing while it is hidden. */
function spokenText(node) {
  return node.closest("[hidden]") ? "" : textsInSight(node).join(" ");
}

function hide({ node, when }, vars) {
  node.hidden = Boolean(when) && !holds(when, vars);
}

/** Digits typed on a keyboard go to the pad, wherever on its screen the focus is. */
function typeOnPad(key, pad) {
  const elsewhere = key.ctrlKey || key.altKey || key.metaKey || key.target.matches("input, select, textarea");
  if (!elsewhere && pad.press(key.key)) key.preventDefault();
}

/** What a screen writes for the value of a variable: an option's label, a date as people write it, yes or no. */
function shownValue(view, name, value) {
  if (value === true) return view.ui.yes;
  if (value === false) return view.ui.no;
  if (value === "" || value === undefined) return view.ui.not_filled;
  const labels = view.labels[name];
  if (labels && value in labels) return labels[value];
  return readableDate(String(value));
}

const CHOSEN = ["choice", "several", "file", "photo", "scan", "toggle"];

function drawField(input, view, screen, desk) {
  if (input.kind === "date") return dateField(input, desk);
  if (CHOSEN.includes(input.kind)) return chosenField(input, desk);
  if (input.kind !== "number") return typedField(input, desk);
  const { min, max } = view.core.screens[screen].inputs[input.id];
  return typedField({ ...input, min, max }, desk);
}
