// Where a widget's events are kept: in the hall when its page gave the model a sink, otherwise in the notebook.

/**
 * The sink of this widget: {events(), append(event), onChange(fn), onFlush(fn), orders, variants, locked, lang, hosted}.
 * Each of onChange and onFlush returns a function that ends the listening. `hosted` is false in a notebook.
 */
export function openSink(model) {
  return model.caunoi || notebookSink(model);
}

function notebookSink(model) {
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener());
  model.on("change:trace", tell);
  return {
    events: () => [...model.get("trace")],
    append(event) {
      model.set("trace", [...model.get("trace"), event]);
      model.save_changes();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFlush: () => () => {},
    orders: null,
    variants: null,
    locked: false,
    lang: model.get("view").lang,
    hosted: false,
  };
}
