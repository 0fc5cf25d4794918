"""LibreOffice in; its desktop, to be told what to do by a program, out.

Runs in the interpreter of the system, which LibreOffice gives its module to.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def option(name: str, value: Any) -> Any:
    """An option of a call, as LibreOffice takes it."""
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def as_text() -> tuple[Any, ...]:
    """The options by which a document is stored as its bare text."""
    return (option("FilterName", "Text (encoded)"), option("FilterOptions", "UTF8"))


@contextmanager
def office(soffice: str, profile: str) -> Iterator[tuple[Any, Any]]:
    """The desktop of a LibreOffice of its own, and the maker of its services, for as long as it is used."""
    import uno
    from com.sun.star.connection import NoConnectException

    pipe = f"pipe,name=contracts{time.monotonic_ns()};urp;"
    options = ["--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}"]
    started = subprocess.Popen([soffice, *options, f"--accept={pipe}"])
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

        def service(name: str) -> Any:
            return context.ServiceManager.createInstanceWithContext(name, context)

        desktop = service("com.sun.star.frame.Desktop")
        yield desktop, service
        desktop.terminate()
        started.wait(30)
    finally:
        started.kill()
