// One live widget on the desk: the module trainees get, on a way of the author's, drawn anew when its view changes.

/** Draws into `place`: {show(view), close()}; `way` keeps the events, `module` is the widget's module on its way. */
export function openPane(place, module, way) {
  let drawn = "";
  let stop = () => {};

  async function show(view) {
    const text = JSON.stringify(view);
    if (text === drawn) return;
    drawn = text;
    const { default: widget } = await module;
    if (drawn !== text) return; // a newer one overtook this
    const { scrollLeft, scrollTop } = place;
    const held = place.contains(document.activeElement) ? stops(place).indexOf(document.activeElement) : -1;
    stop();
    const open = place.querySelector("details.cn-brief")?.open || false;
    stop = widget.render({ model: modelOf(view, way), el: place }) || (() => {});
    // The author knows the task; folded, it leaves the room to the screen.
    const brief = place.querySelector("details.cn-brief");
    if (brief) brief.open = open;
    place.scrollTo(scrollLeft, scrollTop);
    if (held >= 0) stops(place)[held]?.focus({ preventScroll: true });
  }

  // A widget brings its screen into sight as on a phone; on a desk with many of them the page stays where it is.
  function still() {
    const { scrollX, scrollY } = window;
    queueMicrotask(() => scrollTo({ left: scrollX, top: scrollY, behavior: "instant" }));
  }
  place.addEventListener("click", still, true);
  return {
    show,
    close() {
      stop();
      place.removeEventListener("click", still, true);
      place.replaceChildren();
    },
  };
}

function stops(place) {
  return [...place.querySelectorAll("a[href], button, summary, input, select, textarea")];
}

function modelOf(view, way) {
  const state = { view, task: view.task, trace: [] };
  return {
    get: (name) => state[name],
    set() {},
    on() {},
    off() {},
    save_changes() {},
    caunoi: {
      events: way.events,
      append: way.append,
      onChange: way.onChange,
      onFlush: () => () => {},
      orders: null,
      locked: false,
      lang: view.lang,
      hosted: true,
    },
  };
}
