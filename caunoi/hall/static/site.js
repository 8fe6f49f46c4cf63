// What the hall's pages do beyond links and forms. Every page works without it; nothing here decides anything.

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

/** On paper nothing can be unfolded: every part of the list is printed, and afterwards it is as it was. */
function printAll(parts) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = parts.filter((part) => !part.open);
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
}

function offer(selector, does) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", does);
  }
}

for (const form of document.querySelectorAll("form[data-busy]")) sendOnce(form);
for (const input of document.querySelectorAll("input[data-most]")) watchSize(input);
for (const list of document.querySelectorAll("select[data-minutes-of]")) tellMinutes(list);
for (const modules of document.querySelectorAll("[data-paths]")) followPath(modules);
printAll([...document.querySelectorAll("details.part")]);
offer("[data-print]", () => window.print());
if (document.fullscreenEnabled) offer("[data-fullscreen]", () => document.documentElement.requestFullscreen());
document.querySelector("[data-focus]")?.focus();
