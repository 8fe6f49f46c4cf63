// The list of a class in the order and of the people that the facilitator wants to see; the choice stays in this tab.

const KEPT = "caunoi-people-list";

/** Orders and filters the list below `part` by the controls of `bar`: {apply()}. */
export function peopleList(bar, part) {
  const order = bar.querySelector("[name=order]");
  const only = bar.querySelector("[name=only]");
  const name = bar.querySelector("[name=name]");
  const told = bar.querySelector("[data-shown]");
  const collator = new Intl.Collator("vi");
  const orders = {
    need: (a, b) => Number(a.dataset.need) - Number(b.dataset.need) || orders.name(a, b),
    name: (a, b) => collator.compare(a.dataset.name, b.dataset.name) || orders.card(a, b),
    card: (a, b) => a.dataset.card.length - b.dataset.card.length || (a.dataset.card < b.dataset.card ? -1 : 1),
  };

  function apply(force = false) {
    const body = part.querySelector("[data-people] tbody");
    if (!body) return;
    const rows = [...body.rows];
    // Under a pointer and around the focus no row goes away; the order is mended when they have left.
    if (force || !(body.matches(":hover") || body.contains(document.activeElement))) {
      rows.sort(orders[order.value]).forEach((row, place) => {
        if (body.rows[place] !== row) body.insertBefore(row, body.rows[place]);
      });
    }
    const typed = plain(name.value);
    for (const row of rows) {
      const fits = only.value === "all" || row.dataset.marks.split(" ").includes(only.value);
      row.hidden = !(fits && plain(row.querySelector("th").textContent).includes(typed));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    const text = bar.dataset.told.replace("{n}", shown).replace("{total}", rows.length);
    if (told.textContent !== text) told.textContent = text;
  }

  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
  for (const control of [order, only]) {
    if ([...control.options].some((option) => option.value === kept[control.name])) control.value = kept[control.name];
    control.addEventListener("change", () => {
      sessionStorage.setItem(KEPT, JSON.stringify({ order: order.value, only: only.value }));
      apply(true);
    });
  }
  name.addEventListener("input", () => apply(true));
  part.addEventListener("pointerleave", () => apply());
  bar.hidden = false;
  return { apply };
}

/** A text as it is searched: without accents and in small letters, so that "ngoc" finds "Ngọc". */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}
