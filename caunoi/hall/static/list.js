// The list of a trainee's pages while the class is led: what is locked changes before their eyes.

import { openDoor } from "./door.js";
import { become } from "./morph.js";
import { openRoom } from "./room.js";
import { sheets } from "./sheet.js";
import { together } from "./together.js";
import { make } from "../../../widgets/dom.js";

const { lang, words } = JSON.parse(document.querySelector("[data-caunoi-room]").dataset.caunoiRoom);
const shared = together(words, sheets(["look-up"]));
let shown = "";

/** The list as the hall draws it now; who stands on a link stays there, and what a reader has unfolded stays so. */
async function renew() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    const due = [...fresh.querySelectorAll("details[open]")].map((each) => each.id);
    become(document.querySelector("main"), fresh);
    // What is due now is unfolded, wherever that is since.
    for (const id of due) document.getElementById(id).open = true;
  } catch {
    // Without a connection the list stays as it is; the hall refuses what is locked all the same.
  }
}

/** Says when the hall is not reached any more; what stands here may then be of an earlier moment. */
function tell(isReached) {
  cut.textContent = isReached ? "" : words.cut;
}

const cut = make("p", { class: "cn-room-cut", role: "status" });
document.body.prepend(cut);
openRoom(
  openDoor(lang),
  "",
  (state) => {
    shared.show(state);
    const fresh = JSON.stringify([state.locked, state.ends_at]);
    if (shown !== "" && shown !== fresh) renew();
    shown = fresh;
  },
  tell,
);
