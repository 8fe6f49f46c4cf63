// Keeps a page in step with the files: on every piece of news each part is fetched again and put in place if it changed.

const words = JSON.parse(document.getElementById("desk-words").textContent);
const announcer = document.querySelector("[data-announcer]");
const listeners = new Set();
let source = null;
let revision = null;

/** The desk's own texts in the author's language. */
export const said = words;

/** Says a sentence to a screen reader. */
export function say(text) {
  announcer.textContent = "";
  setTimeout(() => {
    announcer.textContent = text;
  }, 60);
}

/** Calls the listener when the desk is first heard, and whenever the content has changed on the disk since. */
export function onNews(listener) {
  listeners.add(listener);
}

/** Begins to listen. A page in the background does not: a browser allows few such lines to one server. */
export function follow() {
  const listen = () => {
    if (document.hidden && source) {
      source.close();
      source = null;
    } else if (!document.hidden && !source) {
      source = new EventSource("/news");
      source.addEventListener("message", hear);
      source.addEventListener("error", lose);
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source && source.close());
  listen();
}

function hear(message) {
  const news = JSON.parse(message.data);
  document.querySelector("[data-lost]").hidden = true;
  const state = `${news.revision} ${news.looking}`;
  if (state === revision) return;
  // The first word, and the first after a loss, count as a change: what was asked for before it may have been answered
  // from older content, or not at all.
  const changed = revision === null || news.revision !== Number(revision.split(" ")[0]);
  revision = state;
  for (const part of document.querySelectorAll("[data-part]")) renew(part);
  if (changed) for (const listener of listeners) listener();
}

function lose() {
  revision = null;
  const line = document.querySelector("[data-lost]");
  line.textContent = words.lost;
  line.hidden = false;
}

async function renew(part) {
  const address = new URL(location.href);
  address.hash = "";
  address.searchParams.set("part", part.dataset.part);
  const answer = await fetch(address, { cache: "no-store" }).catch(() => null);
  if (!answer || !answer.ok) return;
  replace(part, await answer.text());
}

/** New contents for a part, only when they differ; focus, open details and places in scrolled boxes stay. */
export function replace(part, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const bare = fresh.innerHTML;
  if (part.fresh === bare) return;
  part.fresh = bare;
  const open = new Map([...part.querySelectorAll("details[id]")].map((each) => [each.id, each.open]));
  const scrolled = boxes(part).map((each) => [each.scrollLeft, each.scrollTop]);
  const held = part.contains(document.activeElement) ? stops(part).indexOf(document.activeElement) : -1;
  const before = part.getBoundingClientRect();
  part.replaceChildren(fresh.content);
  for (const [id, wasOpen] of open) {
    const same = part.querySelector(`#${CSS.escape(id)}`);
    if (same) same.open = wasOpen;
  }
  boxes(part).forEach((each, place) => scrolled[place] && each.scrollTo(...scrolled[place]));
  for (const each of part.querySelectorAll("[data-tail]")) each.scrollTop = each.scrollHeight;
  if (held >= 0) (stops(part)[held] || part).focus({ preventScroll: true });
  // What is read below a part that grew or shrank stays where it was.
  const after = part.getBoundingClientRect();
  if (before.bottom <= 0) scrollBy({ top: after.height - before.height, behavior: "instant" });
}

function stops(part) {
  return [...part.querySelectorAll("a[href], button, summary, input, select, [tabindex]")];
}

function boxes(part) {
  return [...part.querySelectorAll(".scroll, .strides, pre")];
}
