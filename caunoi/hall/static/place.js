// Where the hall stands: at the root of its host, or behind a proxy below a path that the page names.

/** The address of a path of the hall, "/api/room" or "/vi/join". */
export function to(path) {
  return (document.documentElement.dataset.base || "") + path;
}
