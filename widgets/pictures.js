// Schematic pictures, drawn here so that no photo of a real paper, person or place is ever needed.
// An author writes a name of this table; `caunoi check` reads the names here.

import { PAPERS } from "./pictures/papers.js";
import { PEOPLE } from "./pictures/people.js";
import { PLACES } from "./pictures/places.js";
import { shape } from "./pictures/shapes.js";
import { THINGS } from "./pictures/things.js";

const PAINTERS = new Map(Object.entries({ ...PAPERS, ...PEOPLE, ...PLACES, ...THINGS }));

/** Every name an author may write. */
export const PICTURE_NAMES = [...PAINTERS.keys()];

/**
 * The picture of that name, 160 by 110 units. `label` says what it shows; without one it is hidden from screen readers,
 * because words beside it say it. A name nobody drew gives an empty frame, because a page never fails over a picture.
 */
export function picture(name, label = null) {
  const spoken = label === null ? { "aria-hidden": "true" } : { "role": "img", "aria-label": label };
  const paint = PAINTERS.get(name) || PEOPLE.nobody;
  return shape("svg", { viewBox: "0 0 160 110", class: "cn-picture", focusable: "false", ...spoken }, ...paint());
}
