// The page that waits for an analysis: it asks for its turn, and goes on when it has come.

import { keepLive } from "./live.js";

const part = document.querySelector("[data-live]");

function goOn() {
  const place = part.querySelector("[data-go]");
  if (place) location.replace(place.dataset.go);
}

keepLive(part, goOn);
