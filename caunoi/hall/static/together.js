// What every page of a trainee does when the class is led: look up, read a message, show large letters.

import { announcer, make } from "../../../widgets/dom.js";

const READ = "caunoi.message";

/** What all pages share: {show(state)}; `shelf` is what sheets() gave. */
export function together(words, shelf) {
  const line = make("p", {});
  const close = make("button", { type: "button", class: "cn-page-button button", onclick: dismiss }, words.message_close);
  const banner = make("aside", { class: "cn-room-message", "aria-label": words.message_title, hidden: true }, line, close);
  const spoken = announcer();
  let message = null;
  document.body.prepend(banner);
  document.body.append(spoken.node);
  // What gets the focus must not lie under the message.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--cn-head", `${banner.offsetHeight}px`);
  }).observe(banner);

  /** Put away for this page and the next ones of this sitting; another message shows again. */
  function dismiss() {
    try {
      sessionStorage.setItem(READ, String(message.id));
    } catch {
      // A device that keeps nothing shows the message again on the next page.
    }
    banner.hidden = true;
    const main = document.querySelector("main");
    if (main) main.focus({ preventScroll: true });
  }

  function wasRead(id) {
    try {
      return sessionStorage.getItem(READ) === String(id);
    } catch {
      return false;
    }
  }

  function showMessage(fresh) {
    if ((fresh && fresh.id) === (message && message.id)) return;
    message = fresh;
    banner.hidden = !fresh || wasRead(fresh.id);
    if (!fresh) return;
    line.textContent = fresh.text;
    if (!banner.hidden) spoken.say(`${words.message_title}: ${fresh.text}`);
  }

  return {
    show(state) {
      shelf.set("look-up", state.look_up ? { title: words.look_up_title, text: words.look_up_text } : null);
      showMessage(state.message);
      if (state.large_print === 100) delete document.documentElement.dataset.letters;
      else document.documentElement.dataset.letters = String(state.large_print);
    },
  };
}
