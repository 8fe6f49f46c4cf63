// Makes one part of a page like another and touches only what differs, so that the focus, an open fold, a selection and
// the place of a screen reader stay where they are.

// What the reader has changed and the hall does not know: a fold, a choice, what a page has put on by itself.
const READERS = ["open", "hidden"];

/** Gives `part` the contents that the HTML spells. */
export function morph(part, html) {
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  children(part, wanted.content);
}

/** Gives `part` the contents of another node, which loses what is taken over. */
export function become(part, wanted) {
  children(part, wanted);
}

function children(old, wanted) {
  if (old.nodeType === Node.ELEMENT_NODE && old.hasAttribute("data-own-order")) {
    rows(old, wanted);
    return;
  }
  const kept = new Map([...old.children].filter((each) => each.id).map((each) => [each.id, each]));
  let at = old.firstChild;
  const ids = new Set([...wanted.children].map((each) => each.id).filter(Boolean));
  for (const fresh of [...wanted.childNodes]) {
    const named = fresh.id ? kept.get(fresh.id) : null;
    if (named) {
      // What stood before it and is wanted no more goes; moving what stays would take the focus out of it.
      while (at && at !== named && !ids.has(at.id)) at = dropped(at);
      if (named !== at) old.insertBefore(named, at);
      else at = at.nextSibling;
      node(named, fresh);
    } else if (at && alike(at, fresh)) {
      const here = at;
      at = at.nextSibling;
      node(here, fresh);
    } else {
      old.insertBefore(fresh, at);
    }
  }
  while (at) at = dropped(at);
}

/** Takes a node away and gives the one after it. */
function dropped(gone) {
  const next = gone.nextSibling;
  gone.remove();
  return next;
}

/** Where the reader has chosen an order, it stays: each row becomes its own, new ones come last. */
function rows(old, wanted) {
  const kept = new Map([...old.children].map((each) => [each.id, each]));
  for (const fresh of [...wanted.children]) {
    const own = kept.get(fresh.id);
    if (own) node(own, fresh);
    else old.append(fresh);
    kept.delete(fresh.id);
  }
  for (const gone of kept.values()) gone.remove();
}

/** Whether the one may become the other; what has an id becomes only its own. */
function alike(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && !old.id && !fresh.id;
}

function node(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  // What the page runs by itself, such as a choice of order, is the page's own once it stands.
  if (old.hasAttribute("data-own") || old.isEqualNode(fresh)) return;
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !READERS.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !READERS.includes(name)) old.setAttribute(name, value);
  }
  children(old, fresh);
}
