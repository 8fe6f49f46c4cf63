// The overview: nothing but parts that renew themselves.

import { follow } from "./parts.js";

follow();
