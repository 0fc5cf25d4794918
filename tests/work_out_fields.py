"""A Word file in; its text out, after LibreOffice has worked out every field anew.

Usage: work_out_fields.py SOFFICE PROFILE BEFORE AFTER
"""

from __future__ import annotations

import sys
from pathlib import Path

from uno_desktop import as_text, office, option


def main(soffice: str, profile: str, before: str, after: str) -> None:
    with office(soffice, profile) as (desktop, _):
        document = desktop.loadComponentFromURL(Path(before).as_uri(), "_blank", 0, (option("Hidden", True),))
        document.getTextFields().refresh()
        document.storeToURL(Path(after).as_uri(), as_text())
        document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
