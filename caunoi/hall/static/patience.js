// How long a page waits before it knocks again: longer each time, as long as the hall asks for, and not all phones at once.

const LONGEST_MS = 300000;

/** Milliseconds until the next try after so many failures; `toldMs` the hall asked for, `chance` (0 to 1) parts a room. */
export function patience(pausesMs, failures, toldMs, chance) {
  const own = pausesMs[Math.min(failures, pausesMs.length - 1)];
  return Math.round(Math.max(own, toldMs) * (1 + chance / 4));
}

/** What a Retry-After header asks for in milliseconds; 0 without one, or where it names a day instead of seconds. */
export function toldMs(header) {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_MS) : 0;
}
