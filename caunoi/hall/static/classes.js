// The list of classes: the numbers of those that run today.

import { keepLive } from "./live.js";

const part = document.querySelector("[data-live]");
if (part) keepLive(part);
