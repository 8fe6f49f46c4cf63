// The screens of the debrief: the widget that trainees get, on a way that leads to the screen, with everything locked.

const { module, drawings } = JSON.parse(document.getElementById("caunoi-debrief").textContent);
const widget = module ? import(module) : null;

for (const place of document.querySelectorAll("[data-drawing]")) {
  const { view, events } = drawings[Number(place.dataset.drawing)];
  widget?.then((loaded) => loaded.default.render({ model: modelOf(view, events), el: place }));
}

function modelOf(view, events) {
  return {
    get: (name) => ({ view, task: view.task, trace: [] })[name],
    caunoi: {
      events: () => events,
      append() {},
      onChange: () => () => {},
      onFlush: () => () => {},
      orders: null,
      variants: null,
      locked: true,
      lang: view.lang,
      hosted: true,
    },
  };
}
