// In a notebook the keys of a focused control belong to it, not to the notebook's own shortcuts.

/** Marks whatever takes the focus inside; JupyterLab looks for the mark on the focused element itself. */
export function keepKeys(root) {
  root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
}
