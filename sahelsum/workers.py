"""What a process of a pool does first, so that it neither outlives its parent nor answers to the keyboard."""

from __future__ import annotations

import os
import signal
import threading
import time
from multiprocessing import parent_process

_LOOK = 0.5
"""Seconds between two looks at the parent."""


def settled() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)  # the parent's, which would wake it
    parent = parent_process()  # not getppid: it may be gone already
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.pid,), daemon=True).start()


def _watch(parent: int | None) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
