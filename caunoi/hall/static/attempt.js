// One attempt, kept in step with the hall: events go out as they happen, what fails is sent again, what other phones
// added comes in. The state of every task is the hall's order first and then what still waits here.

import { codeOf } from "./door.js";
import {
  acknowledge,
  addQueue,
  appendTo,
  batchOf,
  dropAt,
  eventsOf,
  moveQueue,
  openBook,
  resend,
  waitingIn,
} from "./ledger.js";
import { patience } from "./patience.js";
import { forgetUpTo, keep, leftBehind } from "./pending.js";

const HEARTBEAT_MS = 15000;
const RETRIES_MS = [1000, 2000, 4000, 8000, 15000];
const MOST_EVENTS = 500;
const MOST_BYTES = 180000;
const SETTLE_MS = 20000;

/**
 * The client of an attempt. `opened` is the hall's answer; `tell` is called after every change with
 * {line: "ready"|"saved"|"offline"|"unsaved"|"signed-out"|"gone"|"refused"|"enough", steps, waiting, stored, submitted},
 * and `heard` with each answer to what was sent: {room, version}.
 */
export function attemptClient(door, opened, tell, heard) {
  const book = openBook(opened.events, opened.seq);
  const listeners = new Map();
  const id = opened.attempt;
  let own = null;
  let line = opened.events.length > 0 ? "saved" : "ready";
  let submitted = opened.submitted;
  let late = 0;
  let held = false;
  let enough = false;
  let stored = true;
  let busy = false;
  let failures = 0;
  let timer = null;
  let most = MOST_EVENTS;
  let waiters = [];

  /** Takes up what earlier openings left, under a writer of our own; false while the hall gives none. */
  async function begin() {
    if (submitted) return true;
    const writer = opened.writer || (await newWriter());
    if (!writer) return false;
    for (const { writer, pending } of leftBehind(id)) {
      if (addQueue(book, writer, pending).pending.length === 0) keep(id, writer, []);
    }
    own = addQueue(book, writer, []);
    setInterval(beat, HEARTBEAT_MS);
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
    if (waitingIn(book) > 0) send();
    return true;
  }

  async function newWriter() {
    const answer = await door.post("/api/writer", { attempt: id });
    return answer.status === 200 ? answer.body.writer : null;
  }

  function append(task, event) {
    if (submitted || held) return;
    if (enough) {
      setTimeout(() => notify(task), 0); // what was pressed is taken back, once the widget has shown it
      return;
    }
    appendTo(own, task, event, Date.now());
    stored = keep(id, own.writer, own.pending);
    report();
    setTimeout(send, 0); // what one tap causes goes out together
  }

  function beat() {
    if (document.visibilityState === "visible") send(true);
  }

  function again() {
    failures = 0;
    clearTimeout(timer);
    timer = null;
    send(true);
  }

  async function send(evenEmpty = false) {
    if (busy || timer !== null || submitted) return;
    const queue = book.queues.find((each) => each.pending.length > 0) || own;
    if (queue.pending.length === 0 && !evenEmpty) return;
    busy = true;
    const events = batchOf(queue, most, MOST_BYTES);
    const answer = await door.post("/api/events", { attempt: id, writer: queue.writer, since: book.seq, events });
    busy = false;
    await (answer.status === 200 ? taken(queue, answer.body) : refused(queue, events, answer));
    report();
    if (waitingIn(book) > 0) send();
    else release(true);
  }

  function taken(queue, body) {
    failures = 0;
    line = enough ? "enough" : "saved";
    const changed = acknowledge(book, queue, body);
    stored = keep(id, own.writer, own.pending);
    if (queue !== own) forgetUpTo(id, queue.writer, body.acknowledged);
    if (body.submitted) close(body.submitted);
    heard(body);
    for (const task of changed) notify(task);
  }

  async function refused(queue, events, answer) {
    const code = codeOf(answer);
    if (code === "submitted") return close(answer.body.error.submitted);
    if (code === "conflict" || code === "no-writer") return startAfresh(queue);
    if ((answer.status === 413 || code === "attempt-full") && events.length > 1) {
      most = Math.ceil(events.length / 2);
      return undefined;
    }
    if (code === "attempt-full") return takeNoMore();
    if (answer.status === 400 || answer.status === 413) return leaveOut(queue, answer);
    if (answer.status === 403 && (await newKey())) return undefined;
    line = lineOf(answer.status, code);
    return wait(answer.waitMs);
  }

  /** The writer's numbers are spoilt: a new writer sends what this one still had. */
  async function startAfresh(queue) {
    const writer = await newWriter();
    if (!writer) {
      line = "offline";
      return wait();
    }
    const fresh = addQueue(book, writer, []);
    const target = queue === own ? fresh : own;
    moveQueue(book, queue, target);
    stored = keep(id, target.writer, target.pending);
    keep(id, queue.writer, []);
    own = queue === own ? fresh : own;
    return undefined;
  }

  /** One event can never be taken; without it the others can. */
  function leaveOut(queue, answer) {
    const found = /^body\.events\.(\d+)/u.exec((answer.body.error && answer.body.error.place) || "");
    const place = found ? Number(found[1]) : 0;
    if (queue.pending.length === 0) return wait(answer.waitMs);
    const dropped = dropAt(queue, place);
    keep(id, queue.writer, queue.pending);
    line = "refused";
    notify(dropped.task);
    return undefined;
  }

  /** The hall keeps no further step of this attempt: what waits is taken back, what is stored can be handed in. */
  function takeNoMore() {
    enough = true;
    line = "enough";
    for (const queue of book.queues) {
      while (queue.pending.length > 0) dropAt(queue, queue.pending.length - 1);
      keep(id, queue.writer, []);
    }
    for (const task of listeners.keys()) notify(task);
  }

  async function newKey() {
    const answer = await door.get(`/api/attempt?page=${encodeURIComponent(opened.page)}`);
    if (answer.status !== 200 || answer.body.xsrf === door.key) return false;
    door.key = answer.body.xsrf;
    return true;
  }

  function wait(told = 0) {
    const pause = patience(RETRIES_MS, failures, told, Math.random());
    failures += 1;
    timer = setTimeout(() => {
      timer = null;
      send(true);
    }, pause);
    release(false);
  }

  /** It is handed in; what still waits was done here meanwhile, is no part of it and so is not shown as if it were. */
  function close(receipt) {
    submitted = receipt;
    late = waitingIn(book);
    for (const queue of book.queues) queue.pending = [];
    for (const task of listeners.keys()) notify(task);
    release(true);
  }

  /** Takes no further step, or takes steps again; what was taken still goes out. */
  function hold(on) {
    if (held === on) return;
    held = on;
    for (const task of listeners.keys()) notify(task);
  }

  function release(done) {
    for (const waiter of waiters) waiter(done);
    waiters = [];
  }

  function notify(task) {
    for (const listener of listeners.get(task) || []) listener();
  }

  function report() {
    tell({ line, steps: book.acknowledged.length, waiting: submitted ? late : waitingIn(book), stored, submitted });
  }

  /** Sends all that waits, or asks how the class stands where nothing does; whether the hall has it all. */
  function settle(asking = false) {
    if (waitingIn(book) === 0 && !asking) return Promise.resolve(true);
    const done = new Promise((resolve) => {
      waiters.push(resolve);
      setTimeout(() => resolve(false), SETTLE_MS);
    });
    again();
    return done;
  }

  /**
   * Hands the attempt in: {ok: true} or {ok: false, why: "waiting"|"gaps"|"off"}. Where nobody asked for it but the time,
   * `still` says whether it is over, and the hall is heard first: who was cut off may have been given more.
   */
  async function handIn(still = null) {
    if (!(await settle(still !== null))) return { ok: false, why: "waiting" };
    for (let round = 0; round < 3 && !submitted; round += 1) {
      if (still && !still()) return { ok: false, why: "off" };
      const last = Object.fromEntries(book.queues.map((queue) => [String(queue.writer), queue.last]));
      const answer = await door.post("/api/submit", { attempt: id, last });
      if (answer.status === 200) close(answer.body);
      else if (codeOf(answer) === "gaps") {
        for (const queue of book.queues) resend(queue, answer.body.error.gaps[String(queue.writer)] || []);
        if (!(await settle())) return { ok: false, why: "gaps" };
      } else if (!(answer.status === 403 && (await newKey()))) {
        line = lineOf(answer.status, codeOf(answer));
        if (timer === null) wait(answer.waitMs);
        report();
        return { ok: false, why: "waiting" };
      }
    }
    report();
    return submitted ? { ok: true } : { ok: false, why: "gaps" };
  }

  return {
    begin,
    append,
    settle,
    /** The hall was heard of by another way: what waits for its next try goes out now. */
    wake: () => timer !== null && again(),
    handIn,
    hold,
    report,
    events: (task) => eventsOf(book, task),
    onChange(task, listener) {
      listeners.set(task, [...(listeners.get(task) || []), listener]);
      return () =>
        listeners.set(
          task,
          (listeners.get(task) || []).filter((each) => each !== listener),
        );
    },
    get submitted() {
      return submitted;
    },
    get held() {
      return held;
    },
  };
}

/** What a refusal means for the reader: the hall that cannot save now is there, a page that cannot be shown is not. */
function lineOf(status, code) {
  if (status === 401) return "signed-out";
  if (status === 404 || code === "page-failed") return "gone";
  return status >= 500 || status === 429 ? "unsaved" : "offline";
}

/**
 * Sends what earlier openings of an attempt left on the device, for a page that may not open; true when something went.
 * What cannot be sent stays for the next time.
 */
export async function sendLeft(door, id) {
  let sent = false;
  for (const { writer, pending } of leftBehind(id)) {
    const book = openBook([], 0);
    const queue = addQueue(book, writer, pending);
    while (queue.pending.length > 0) {
      const events = batchOf(queue, MOST_EVENTS, MOST_BYTES);
      const answer = await door.post("/api/events", { attempt: id, writer, since: 0, events });
      if (answer.status !== 200 || answer.body.acknowledged < events[0].n) return sent;
      acknowledge(book, queue, answer.body);
      forgetUpTo(id, writer, answer.body.acknowledged);
      sent = true;
    }
  }
  return sent;
}

/** The client of somebody who only looks: it keeps events in this page and nowhere else. */
export function lookingClient(tell) {
  const events = [];
  return {
    begin: () => Promise.resolve(true),
    append: (task, event) => events.push({ task, event }),
    handIn: () => Promise.resolve({ ok: false, why: "waiting" }),
    report: () => tell({ line: "preview", steps: 0, waiting: 0, stored: true, submitted: null }),
    events: (task) => events.filter((entry) => entry.task === task).map((entry) => entry.event),
    onChange: () => () => {},
    wake() {},
    hold() {},
    submitted: null,
    held: false,
  };
}
