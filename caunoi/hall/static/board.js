// The live board of a class.

import { keepLive } from "./live.js";
import { peopleList } from "./people_list.js";

const part = document.querySelector("[data-live]");
const bar = document.querySelector("[data-list-bar]");
const list = bar ? peopleList(bar, part) : null;

if (list) list.apply(true);
keepLive(part, () => list && list.apply());
