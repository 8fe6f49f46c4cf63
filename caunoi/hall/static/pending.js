// What waits is kept on the device too, so that a phone that dies or a page that is closed loses nothing.

const PREFIX = "caunoi.";

/** Keeps what a writer has to send; false when the device keeps nothing (full, or private browsing). */
export function keep(attempt, writer, pending) {
  const key = `${PREFIX}${attempt}.${writer}`;
  try {
    if (pending.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(pending));
    return true;
  } catch {
    return false;
  }
}

/** What earlier openings of this attempt left on the device: [{writer, pending}], oldest first. */
export function leftBehind(attempt) {
  const found = [];
  try {
    for (let place = 0; place < localStorage.length; place += 1) {
      const key = localStorage.key(place);
      const writer = key.startsWith(`${PREFIX}${attempt}.`)
        ? Number(key.slice(PREFIX.length + attempt.length + 1))
        : NaN;
      if (Number.isSafeInteger(writer)) found.push({ writer, pending: read(key) });
    }
  } catch {
    return [];
  }
  return found.filter((each) => each.pending.length > 0).sort((one, other) => one.writer - other.writer);
}

/** Takes away what the hall has acknowledged of an earlier opening; another page may have added to it meanwhile. */
export function forgetUpTo(attempt, writer, n) {
  try {
    keep(
      attempt,
      writer,
      read(`${PREFIX}${attempt}.${writer}`).filter((entry) => entry.n > n),
    );
  } catch {
    // A device that keeps nothing has nothing to forget.
  }
}

function read(key) {
  try {
    const entries = JSON.parse(localStorage.getItem(key)) || [];
    return entries.filter(
      (entry) => Number.isSafeInteger(entry.n) && typeof entry.task === "string" && entry.event,
    );
  } catch {
    return [];
  }
}
