// A set of questions of every kind that needs no drawn screen.

import { KINDS } from "./item.js";
import { questions } from "./questions.js";

export default { render: questions(KINDS) };
