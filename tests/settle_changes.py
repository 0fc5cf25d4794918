"""Word files with tracked changes in; the text of each, after LibreOffice accepted or rejected all, out.

Runs in the interpreter of the system, which LibreOffice gives its module to.
Usage: settle_changes.py SOFFICE PROFILE FOLDER; each a.docx there gives a.accepted.txt and a.rejected.txt.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def main(soffice: str, profile: str, folder: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException

    def option(name: str, value: Any) -> Any:
        made = PropertyValue()
        made.Name, made.Value = name, value
        return made

    pipe = f"pipe,name=contracts{time.monotonic_ns()};urp;"
    options = ["--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}"]
    office = subprocess.Popen([soffice, *options, f"--accept={pipe}"])
    try:
        local = uno.getComponentContext()
        name = "com.sun.star.bridge.UnoUrlResolver"
        resolver = local.ServiceManager.createInstanceWithContext(name, local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:{pipe}StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.5)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        text = (option("FilterName", "Text (encoded)"), option("FilterOptions", "UTF8"))
        for path in sorted(Path(folder).glob("*.docx")):
            for what, command in COMMANDS.items():
                document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
                frame = document.getCurrentController().getFrame()
                dispatcher.executeDispatch(frame, command, "", 0, ())
                document.getTextFields().refresh()  # it worked them out when all marks were there
                document.storeToURL(path.with_suffix(f".{what}.txt").as_uri(), text)
                document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
