# -*- coding: utf-8 -*-
"""Starts Cau Noi from a fresh copy: `python3 start.py`, or `python3 start.py test`.

This file must be parsed by every Python that somebody may still have, so that an old one can say what is missing.
The work is in caunoi/first_start, which needs the standard library and nothing else.
"""

import os
import sys

OLDEST = (3, 11)

if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(
            "Cau Noi needs Python 3.11 or newer and this is Python %d.%d: install a newer one from "
            "www.python.org/downloads and start again with it, for example: python3.13 start.py" % sys.version_info[:2]
        )
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path.insert(0, here)
    from caunoi.first_start import main

    sys.exit(main(here, sys.argv[1:]))
