// What the hall's pages do beyond links and forms. Every page works without it; nothing here decides anything.

const EVERY_MS = 5000;

/** Fetches the part again and again, and puts it in place only when it has changed. */
function keepFresh(part) {
  const announcer = document.querySelector("[data-announcer]");
  let shown = "";
  let announced = said(part);

  async function renew() {
    if (!document.hidden) {
      try {
        const answer = await fetch(part.dataset.refresh, { headers: { Accept: "text/html" }, cache: "no-store" });
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        if (html !== shown) replace(part, html);
        shown = html;
        if (announcer && said(part) !== announced) announcer.textContent = announced = said(part);
      } catch {
        lost(part);
        shown = "";
      }
    }
    setTimeout(renew, EVERY_MS);
  }
  setTimeout(renew, EVERY_MS);
}

function said(part) {
  return [...part.querySelectorAll("[data-announce]")].map((each) => each.textContent.trim()).join(" ");
}

/** New contents; who reads a log or stands on a button stays there. */
function replace(part, html) {
  const open = new Map([...part.querySelectorAll("details[id]")].map((each) => [each.id, each.open]));
  const standing = part.contains(document.activeElement) ? place(part, document.activeElement) : -1;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  part.replaceChildren(fresh.content);
  for (const [id, wasOpen] of open) {
    const same = part.querySelector(`#${CSS.escape(id)}`);
    if (same) same.open = wasOpen;
  }
  if (standing >= 0) stops(part)[standing]?.focus({ preventScroll: true });
}

function stops(part) {
  return [...part.querySelectorAll("a[href], button, summary, [tabindex]")];
}

function place(part, element) {
  return stops(part).indexOf(element);
}

function lost(part) {
  const line = part.querySelector("[data-fresh]");
  if (!line || line.classList.contains("is-lost")) return;
  line.classList.add("is-lost");
  line.textContent = part.dataset.lost.replace("{time}", line.dataset.time);
  const announcer = document.querySelector("[data-announcer]");
  if (announcer) announcer.textContent = line.textContent;
}

/** A form that takes seconds is sent once and says so. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    const button = form.querySelector("button");
    if (button.getAttribute("aria-disabled")) event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    button.textContent = form.dataset.busy;
  });
  // Coming back by the browser's own arrow finds the form ready again.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

/** A file that is too large is refused before it travels. */
function watchSize(input) {
  input.addEventListener("change", () => {
    const large = input.files[0] && input.files[0].size > Number(input.dataset.most);
    input.setCustomValidity(large ? input.dataset.tooLarge : "");
    if (large) input.reportValidity();
  });
}

/** The minutes of the chosen test stand in the field, until somebody writes others. */
function tellMinutes(list) {
  const field = document.getElementById(list.dataset.minutesOf);
  list.addEventListener("change", () => {
    field.value = list.selectedOptions[0].dataset.minutes;
  });
}

/** Who the class is for ticks the modules of that path; what was ticked by hand is theirs until then. */
function followPath(modules) {
  for (const role of modules.form.querySelectorAll("input[name=role]")) {
    role.addEventListener("change", () => {
      for (const each of modules.querySelectorAll("input")) each.checked = each.dataset.for.split(" ").includes(role.value);
    });
  }
}

function offer(selector, does) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", does);
  }
}

for (const part of document.querySelectorAll("[data-refresh]")) keepFresh(part);
for (const form of document.querySelectorAll("form[data-busy]")) sendOnce(form);
for (const input of document.querySelectorAll("input[data-most]")) watchSize(input);
for (const list of document.querySelectorAll("select[data-minutes-of]")) tellMinutes(list);
for (const modules of document.querySelectorAll("[data-paths]")) followPath(modules);
offer("[data-print]", () => window.print());
if (document.fullscreenEnabled) offer("[data-fullscreen]", () => document.documentElement.requestFullscreen());
document.querySelector("[data-focus]")?.focus();
