// The way an author walks: one list of events that all mock-ups of a page share.

/** A way: {events(), append(event), put(events), undo(), onChange(listener)}; onChange gives a function that ends it. */
export function openWay() {
  let events = [];
  const listeners = new Set();
  const changed = () => [...listeners].forEach((listener) => listener());
  return {
    events: () => [...events],
    append(event) {
      events = [...events, event];
      changed();
    },
    put(next) {
      events = [...next];
      changed();
    },
    undo() {
      events = events.slice(0, -1);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
