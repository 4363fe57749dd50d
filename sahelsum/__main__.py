"""`python -m sahelsum`, and the door of the `sahelsum` command."""

from __future__ import annotations

import gc
import signal
import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still loading ends it as quietly as later. Told to terminate, it leaves
    nothing half written behind."""
    # Loading makes a great many objects that stay: looking among them for garbage costs a tenth of a short run.
    gc.set_threshold(200_000, 20, 20)
    signal.signal(signal.SIGTERM, _end)
    hangs_up = getattr(signal, "SIGHUP", None)
    if hangs_up is not None and signal.getsignal(hangs_up) != signal.SIG_IGN:  # as under nohup
        signal.signal(hangs_up, _end)
    try:
        from sahelsum.cli.app import app

        app(prog_name="sahelsum")
    except KeyboardInterrupt:
        sys.exit(130)


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
