"""Word files with tracked changes in; the text of each, after LibreOffice accepted or rejected all, out.

Usage: settle_changes.py SOFFICE PROFILE FOLDER; each a.docx there gives a.accepted.txt and a.rejected.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path

from uno_desktop import as_text, office, option

COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def main(soffice: str, profile: str, folder: str) -> None:
    with office(soffice, profile) as (desktop, service):
        dispatcher = service("com.sun.star.frame.DispatchHelper")
        for path in sorted(Path(folder).glob("*.docx")):
            for what, command in COMMANDS.items():
                document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
                frame = document.getCurrentController().getFrame()
                dispatcher.executeDispatch(frame, command, "", 0, ())
                document.getTextFields().refresh()  # it worked them out when all marks were there
                document.storeToURL(path.with_suffix(f".{what}.txt").as_uri(), as_text())
                document.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
