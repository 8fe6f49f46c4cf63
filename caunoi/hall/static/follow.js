// Pages with one part that the hall may change at any time, and nothing else to run.

import { keepLive } from "./live.js";

for (const part of document.querySelectorAll("[data-live]")) keepLive(part);
