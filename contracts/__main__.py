"""The command `contracts`, and `python -m contracts`."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Start the command line. Collecting garbage while it is imported would cost a tenth of its start."""
    gc.disable()
    from contracts.cli import main

    main()


if __name__ == "__main__":
    main()
