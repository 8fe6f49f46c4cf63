// Marks answers to quiz items. It knows no texts and no points; of a test the page never gets a key.

/** Marks one response to a quiz item: {met, of}; what is blank or malformed meets nothing. */
export function mark(item, key, response) {
  switch (item.kind) {
    case "single":
      return { met: response === key.key ? 1 : 0, of: 1 };
    case "several":
      return { met: hits(key.key, response), of: key.key.length };
    case "order":
      return { met: inPlace(key.key, response), of: key.key.length };
    case "short":
      return { met: accepted(key, response) ? 1 : 0, of: 1 };
    default:
      throw new Error(`unknown item kind '${item.kind}'`);
  }
}

function hits(keys, response) {
  if (!Array.isArray(response)) return 0;
  const chosen = [...new Set(response)];
  const right = chosen.filter((id) => keys.includes(id)).length;
  return Math.max(0, right - (chosen.length - right));
}

function inPlace(keys, response) {
  if (!Array.isArray(response) || new Set(response).size !== response.length) return 0;
  return keys.filter((id, place) => response[place] === id).length;
}

function accepted(key, response) {
  if (typeof response !== "string" || plain(response, key.accents) === "") return false;
  return key.key.some((text) => plain(text, key.accents) === plain(response, key.accents));
}

function plain(text, accents) {
  const folded = text.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase();
  if (accents !== "forgiven") return folded;
  return folded.normalize("NFD").replace(/[\u0300-\u036f]/gu, "").replace(/đ/gu, "d");
}
