// The page of a live analysis: says when it can be used, when it has ended and why, and gives its place up on closing.

const ASK_MS = 3000;

const main = document.querySelector("[data-analysis]");
const loading = document.querySelector("[data-loading]");
const ended = document.querySelector("[data-ended]");
const form = document.querySelector("[data-end]");
let over = false;

// Voila calls these when its widgets stand; there is nothing more to show then.
window.voila_finish = () => {};
window.voila_process = () => {};

/** Until its widget stands an output holds only words that are in no catalogue of ours; ours are said meanwhile. */
function isComing(output) {
  return output.childElementCount === 0 && !output.matches(".jupyter-widgets, .lm-mod-hidden");
}

/** Drawn is what Voila has put into the place of a cell's output; a cell that failed has its sentence there. */
function drawn() {
  const waiting = document.querySelectorAll('script[type="application/vnd.voila.cell-output+json"]');
  const outputs = [...document.querySelectorAll(".jp-OutputArea-output")];
  if (waiting.length > 0 || outputs.some(isComing)) return false;
  if (outputs.length === 0 && !document.querySelector("[data-failed]")) return false;
  loading.remove();
  // A table that is wider than the page is moved with the keys, too.
  for (const area of document.querySelectorAll(".jp-OutputArea")) {
    if (area.scrollWidth > area.clientWidth) area.tabIndex = 0;
  }
  document.documentElement.dataset.analysis = "live";
  return true;
}

const watching = new MutationObserver(() => {
  if (drawn()) watching.disconnect();
});
if (!drawn()) watching.observe(document.getElementById("cells"), { childList: true, subtree: true });

function end(sentence) {
  over = true;
  if (loading.isConnected) loading.remove();
  document.getElementById("cells").inert = true;
  ended.querySelector("p").textContent = sentence;
  ended.hidden = false;
  ended.scrollIntoView({ block: "nearest" });
}

function lost(answers) {
  const line = main.querySelector("[data-not-connected]");
  if (answers && line) line.remove();
  if (answers || line) return;
  const notice = document.createElement("p");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "status");
  notice.dataset.notConnected = "";
  notice.textContent = main.dataset.lost;
  ended.before(notice);
}

async function ask() {
  try {
    const answer = await fetch(main.dataset.state, { cache: "no-store" });
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    const state = answer.ok ? await answer.json() : (await answer.json()).error;
    lost(true);
    if (!answer.ok) end(state.message);
    else if (state.ended) end(state.ended);
  } catch {
    lost(false);
  }
  if (!over) setTimeout(ask, ASK_MS);
}

addEventListener("pagehide", () => {
  if (!over) navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
});
addEventListener("pageshow", (event) => {
  // Out of the browser's memory: its kernel went when it was left.
  if (event.persisted) ask();
});

setTimeout(ask, ASK_MS);
