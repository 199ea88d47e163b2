"""In the place of what verifies a generation: ends as a library does that is given files it can't stand."""

from __future__ import annotations

import os
import signal
import sys

if sys.argv[1].rstrip("/").endswith(("000001",)):
    sys.stdout.write("1.0")
else:
    os.kill(os.getpid(), signal.SIGSEGV)
