"""`python -m sahelsum`, and the door of the `sahelsum` command."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still loading ends it as quietly as later."""
    # Loading makes a great many objects that stay: looking among them for garbage costs a tenth of a short run.
    gc.set_threshold(200_000, 20, 20)
    try:
        from sahelsum.cli.app import app

        app(prog_name="sahelsum")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
