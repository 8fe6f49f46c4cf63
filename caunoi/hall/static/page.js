// Brings a light page to life: it finds the reader's attempt, gives every widget its sink, and keeps all of it in step
// with the hall. The page itself is the same for everybody.

import { attemptClient, lookingClient, sendLeft } from "./attempt.js";
import { codeOf, openDoor } from "./door.js";
import { handInArea } from "./handin.js";
import { pacedPage } from "./paced.js";
import { patience } from "./patience.js";
import { to } from "./place.js";
import { renewalNote } from "./renewal.js";
import { statusLine } from "./status.js";
import { drawAloud, textsInSight } from "../../../widgets/aloud.js";
import { fill, make } from "../../../widgets/dom.js";

const RETRY_MS = [500, 1000, 2000, 4000, 8000];
const LONGEST_BREATH_MS = 200;

const page = JSON.parse(document.getElementById("caunoi-page").textContent);
const words = page.strings;
const status = statusLine(words, page.lang);
const modules = page.widgets.map((widget) => fetched(widget.esm)); // while the attempt is being opened
const door = openDoor(page.lang);
const flushers = new Set();
let handIn = null;
let paced = null;
let renewal = null;
let wake = () => {};

/** A module on its way; whether it failed is asked where it is drawn. */
function fetched(address) {
  const module = import(address);
  module.catch(() => {});
  return module;
}

/** The hall's answer about this page, however long it takes; a refusal ends the asking. */
async function ask() {
  for (let tries = 0; ; tries += 1) {
    const answer = await door.get(`/api/attempt?page=${encodeURIComponent(page.page)}&writer=new`);
    if ([200, 401, 403, 404].includes(answer.status)) return answer;
    status.say("offline", words.opening_slow);
    await pause(tries, answer.waitMs);
  }
}

function pause(tries, told = 0) {
  return new Promise((resolve) => {
    setTimeout(resolve, patience(RETRY_MS, tries, told, Math.random()));
  });
}

function report(news) {
  status.show(news);
  if (handIn) handIn.update(news);
}

async function open() {
  const answer = await ask();
  if (codeOf(answer) === "not-trainee") return start(lookingClient(report), { mode: "lesson", orders: {}, variants: {} });
  if (answer.status === 401) return turnAway();
  if (["locked", "over"].includes(codeOf(answer))) return bar(answer.body.error);
  if (answer.status !== 200)
    return status.say("gone", (answer.body.error && answer.body.error.message) || words.page_gone);
  door.key = answer.body.xsrf;
  hear(answer.body);
  return start(attemptClient(door, answer.body, report, hear), answer.body);
}

/** What every answer tells besides: how the class stands, and whether this page is still the one that is given out. */
function hear({ room, version }) {
  follow().take(room);
  if (renewal && version && version !== page.version) renewal.tell();
}

/** A page that may not be opened now: what the device still holds goes out, and the page waits until it may. */
async function bar({ code, message, attempt, xsrf, room }) {
  door.key = xsrf;
  status.say("barred", message);
  if (attempt && (await sendLeft(door, attempt)) && code === "over") return open();
  follow().bar(code);
  return follow().take(room);
}

/** The class that is led, from the first word that is heard of it. */
function follow() {
  paced = paced || pacedPage({ words, lang: page.lang, page: page.page, door, status, reopen: open, heard: () => wake() });
  return paced;
}

async function start(client, opened) {
  introduce(opened);
  wake = client.wake;
  for (let tries = 0; !(await client.begin()); tries += 1) {
    status.say("offline", words.opening_slow);
    await pause(tries);
  }
  const drawn = [];
  for (const [place, widget] of page.widgets.entries()) {
    drawn.push(await draw(widget, modules[place], client, opened));
    await breath();
  }
  const flush = () => [...flushers].map((flusher) => flusher()).every((done) => done !== false);
  renewal = renewalNote(words, () => flush() && client.settle());
  if (opened.mode === "assessment") {
    const widgets = page.widgets.filter((_, place) => drawn[place]);
    handIn = handInArea({ words, lang: page.lang, widgets, client, flush });
    (document.querySelector("[data-caunoi-submit]") || document.querySelector("main") || document.body).append(
      handIn.node,
    );
  }
  if (paced && handIn) paced.time({ client, flush, update: handIn.update });
  client.report();
  document.documentElement.dataset.caunoi = "live";
}

/** Gives each piece of prose its button; a lesson is read before anything in it is pressed, so this waits for nobody. */
function offerReading() {
  for (const prose of document.querySelectorAll("main .prose")) {
    prose.append(drawAloud(words, page.lang, () => textsInSight(prose)).node);
  }
}

/** Lets the browser show what is drawn and answer a tap before the next widget is drawn. */
function breath() {
  return new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: LONGEST_BREATH_MS });
    else setTimeout(resolve, 0);
  });
}

/** Draws one widget; a broken one leaves a sentence in its place and the others alone. */
async function draw(widget, module, client, opened) {
  const place = document.querySelector(`[data-caunoi-widget="${widget.id}"]`);
  try {
    const { default: entry } = await module;
    entry.render({ model: modelOf(widget, client, opened), el: place });
    return true;
  } catch (error) {
    console.error(error);
    place.replaceChildren(make("p", { class: "cn-widget-failed" }, words.widget_failed));
    return false;
  }
}

/** The view of a widget with the parts that it shares with others of the page. */
function whole({ shared = {}, ...view }) {
  const parts = Object.entries(shared).map(([name, place]) => [name, page.shared[place]]);
  return { ...view, ...Object.fromEntries(parts) };
}

/** What an anywidget model is to a module, with the hall's sink in it. */
function modelOf({ state }, client, opened) {
  const { task } = state;
  const held = { ...state, view: whole(state.view) };
  return {
    get: (name) => held[name],
    set() {},
    on() {},
    off() {},
    save_changes() {},
    caunoi: {
      events: () => client.events(task),
      append: (event) => client.append(task, event),
      onChange: (listener) => client.onChange(task, listener),
      onFlush(flusher) {
        flushers.add(flusher);
        return () => flushers.delete(flusher);
      },
      orders: opened.orders[task] || null,
      variants: opened.variants[task] || null,
      get locked() {
        return Boolean(client.submitted) || client.held;
      },
      lang: page.lang,
      hosted: true,
    },
  };
}

/** Who is working here, and whether any of it is real. */
function introduce({ trainee, simulated }) {
  const place = document.querySelector("[data-caunoi-trainee]");
  if (place && trainee) place.textContent = fill(words.signed_in_as, trainee);
  if (simulated) document.body.prepend(make("p", { class: "simulated" }, words.simulated));
}

function turnAway() {
  status.say("stranger", words.signed_out);
  const link = make(
    "a",
    { class: "cn-page-button cn-page-button-main", href: to(`/${page.lang}/join`) },
    words.sign_in,
  );
  const note = make("section", { class: "cn-handin" }, make("p", {}, words.not_signed_in), make("p", {}, link));
  (document.querySelector("main") || document.body).prepend(note);
}

offerReading();
open();
