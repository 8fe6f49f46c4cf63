// A set of questions of every kind, those on a drawn screen too.

import { hotspot } from "./hotspot.js";
import { KINDS } from "./item.js";
import { questions } from "./questions.js";

export default { render: questions({ ...KINDS, hotspot }) };
