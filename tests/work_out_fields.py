"""A Word file in; its text out, after LibreOffice has worked out every field anew.

Runs in the interpreter of the system, which LibreOffice gives its module to.
Usage: work_out_fields.py SOFFICE PROFILE BEFORE AFTER
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def main(soffice: str, profile: str, before: str, after: str) -> None:
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
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(Path(before).as_uri(), "_blank", 0, (option("Hidden", True),))
        document.getTextFields().refresh()
        text = (option("FilterName", "Text (encoded)"), option("FilterOptions", "UTF8"))
        document.storeToURL(Path(after).as_uri(), text)
        document.close(True)
        desktop.terminate()
        office.wait(30)
    finally:
        office.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
