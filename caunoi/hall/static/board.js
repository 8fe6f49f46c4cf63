// The live board of a class, and the way in beside it.

import { keepLive } from "./live.js";
import { peopleList } from "./people_list.js";

const part = document.querySelector("[data-board]");
let bar = null;
let list = null;

/** The list comes with the first person, and its bar with it. */
function order() {
  const found = part.querySelector("[data-list-bar]");
  if (found && found !== bar) {
    bar = found;
    list = peopleList(bar, part);
    list.apply(true);
  } else if (found) {
    list.apply();
  }
}

order();
keepLive(part, order);
keepLive(document.querySelector(".door-live"));
