// The book of one attempt as this page knows it: what the hall has acknowledged, in its order, and what waits.
// It knows neither network nor screen, so that every way a connection can fail can be tried in a test.

/** A new book from the hall's answer on opening: {acknowledged, queues, seq}. */
export function openBook(events, seq) {
  return { acknowledged: [...events], queues: [], seq };
}

/** The events of a task: those acknowledged in the hall's order, then those that wait, older writers first. */
export function eventsOf(book, task) {
  const waiting = book.queues.flatMap((queue) => queue.pending);
  return [...book.acknowledged, ...waiting].filter((entry) => entry.task === task).map((entry) => entry.event);
}

/** Adds a queue for a writer with what it still has to send; what is acknowledged already is left out. */
export function addQueue(book, writer, pending) {
  const known = new Set(book.acknowledged.filter((entry) => entry.writer === writer).map((entry) => entry.n));
  const left = pending.filter((entry) => !known.has(entry.n));
  const last = Math.max(0, ...known, ...left.map((entry) => entry.n));
  book.queues.push({ writer, pending: left, sent: new Map(left.map((entry) => [entry.n, entry])), last });
  return book.queues[book.queues.length - 1];
}

/** Appends an event to a writer's queue under the writer's next number. */
export function appendTo(queue, task, event, atMs) {
  queue.last += 1;
  const entry = { n: queue.last, task, event, at_ms: atMs };
  queue.pending.push(entry);
  queue.sent.set(entry.n, entry);
}

/** The next batch of a queue: in order, at most `most` events and about `bytes` of JSON, but at least one. */
export function batchOf(queue, most, bytes) {
  const batch = [];
  let size = 0;
  for (const entry of queue.pending) {
    size += JSON.stringify(entry).length * 3; // three bytes hold any Vietnamese letter
    if (batch.length > 0 && (batch.length >= most || size > bytes)) break;
    batch.push(entry);
  }
  return batch;
}

/**
 * Enters the hall's answer to a batch: {acknowledged, seq, seqs, others}. Returns the tasks in which somebody else's
 * events came in, so that only their widgets are drawn again.
 */
export function acknowledge(book, queue, answer) {
  const known = new Set(book.acknowledged.map(name));
  const stored = queue.pending.filter((entry) => entry.n <= answer.acknowledged);
  const own = stored.map((entry) => ({ ...entry, writer: queue.writer, seq: seqOf(entry.n, answer) }));
  const others = answer.others.filter((entry) => !known.has(name(entry)));
  const fresh = [...others, ...own.filter((entry) => !known.has(name(entry)))];
  // The sort is stable and others stand before own: where the hall tells no number, what it told first stays first.
  book.acknowledged = [...book.acknowledged, ...fresh].sort((one, other) => one.seq - other.seq);
  book.seq = Math.max(book.seq, answer.seq);
  // Another queue of ours may have arrived earlier without our hearing of it: then it comes in as somebody else's.
  const arrived = new Set(book.acknowledged.map(name));
  for (const each of book.queues) {
    each.pending = each.pending.filter((entry) => !arrived.has(name({ writer: each.writer, n: entry.n })));
  }
  return [...new Set(others.map((entry) => entry.task))];
}

/** Puts events that were sent before back in front of the queue, because the hall says they never arrived. */
export function resend(queue, numbers) {
  const waiting = new Set(queue.pending.map((entry) => entry.n));
  const lost = numbers.filter((n) => !waiting.has(n) && queue.sent.has(n)).map((n) => queue.sent.get(n));
  queue.pending = [...lost, ...queue.pending].sort((one, other) => one.n - other.n);
}

/** Takes the event at a place of the queue out and closes the gap it leaves; nothing behind it was stored yet. */
export function dropAt(queue, place) {
  const [dropped] = queue.pending.splice(place, 1);
  queue.sent.delete(dropped.n);
  for (const entry of queue.pending.slice(place)) {
    queue.sent.delete(entry.n);
    entry.n -= 1;
    queue.sent.set(entry.n, entry);
  }
  queue.last -= 1;
  return dropped;
}

/** Moves what waits in one queue to the end of another, under that writer's numbers, and takes the first one away. */
export function moveQueue(book, from, to) {
  book.queues = book.queues.filter((queue) => queue !== from);
  for (const entry of from.pending) appendTo(to, entry.task, entry.event, entry.at_ms);
}

/** How many events wait. */
export function waitingIn(book) {
  return book.queues.reduce((sum, queue) => sum + queue.pending.length, 0);
}

function seqOf(n, answer) {
  const told = answer.seqs && answer.seqs[String(n)];
  return told || answer.seq;
}

function name(entry) {
  return `${entry.writer}.${entry.n}`;
}
