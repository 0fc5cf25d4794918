"""veraPDF finds nothing in a file that complies, and each fault in a file that does not."""

from __future__ import annotations

import re
from typing import Any

import pytest
import verapdf
from weasyprint import HTML

from contracts.load.library.home import home

pytestmark = [
    pytest.mark.slow,
    # WeasyPrint leaves the colour profile that it puts into every PDF/A open.
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
]

FONT = (home() / "templates" / "fonts" / "SourceSans3_400Regular.ttf").as_uri()
PAGE = f"""<html lang="en"><title>Licence</title>
<style>@font-face {{ font-family: Ours; src: url({FONT}) }} html {{ font-family: Ours }}</style>
<h1>Licence</h1><p>The Licensor grants a licence.</p></html>"""


def made(page: str = PAGE, variant: str | None = None) -> bytes:
    pdf = HTML(string=page).write_pdf(pdf_variant=variant)
    assert isinstance(pdf, bytes)
    return pdf


def broken(pdf: bytes, flavour: str) -> list[str]:
    """The rules that the file breaks, without what they say: `7.1-9`."""
    return [fault.split(":")[0] for fault in verapdf.faults(pdf, flavour)]


@pytest.mark.parametrize(("variant", "flavour"), [("pdf/a-3a", "3a"), ("pdf/ua-1", "ua1")])
def test_a_file_of_a_flavour_complies_with_it(variant: str, flavour: str) -> None:
    assert verapdf.faults(made(variant=variant), flavour) == ()


@pytest.mark.parametrize(("flavour", "unmarked"), [("3a", "6.7.2.2-1"), ("ua1", "6.2-1")])
def test_a_plain_file_complies_with_no_flavour(flavour: str, unmarked: str) -> None:
    assert unmarked in broken(made(), flavour)


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        (' lang="en"', "7.2-29"),
        ("<title>Licence</title>", "7.1-9"),
    ],
)
def test_a_page_that_lacks_what_a_listener_needs_breaks_the_rule_on_it(part: str, rule: str) -> None:
    assert broken(made(PAGE.replace(part, ""), "pdf/ua-1"), "ua1") == [rule]


def test_a_skipped_heading_level_is_found() -> None:
    assert broken(made(PAGE.replace("<p>", "<h3>Grant</h3><p>"), "pdf/ua-1"), "ua1") == ["7.4.2-1"]


def test_a_fault_that_only_the_rest_of_the_file_shows_is_found() -> None:
    """PDF/UA has headings with levels or without, never both: the first of them is wrong by the second."""

    def take_the_level_of_the_first(_: object, pdf: Any) -> None:
        for found in pdf.objects:
            if isinstance(found, dict) and found.get("S") == "/H1":
                found["S"] = "/H"

    page = HTML(string=PAGE.replace("<p>", "<h2>Grant</h2><p>"))
    pdf = page.write_pdf(pdf_variant="pdf/ua-1", finisher=take_the_level_of_the_first)
    assert {"7.4.4-2", "7.4.4-3"} <= set(broken(pdf, "ua1"))


def test_a_file_changed_after_it_was_made_is_found_out() -> None:
    changed = made(variant="pdf/a-3a").replace(b"%PDF-1.7", b"%PDF-2.0")
    assert broken(changed, "3a") == ["6.1.2-1"]


def test_a_fault_says_its_rule_and_how_often_the_file_breaks_it() -> None:
    faults = verapdf.faults(made(), "ua1")
    assert any(re.fullmatch(r"7\.1-3: Content shall be marked .+ \(\d+ times\)", fault) for fault in faults)
    assert any(re.fullmatch(r"6\.2-1: The document catalog .+ \(once\)", fault) for fault in faults)


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_faults_are_told_in_the_order_of_the_standard(flavour: str) -> None:
    found = broken(made(), flavour)
    assert found == sorted(found, key=lambda rule: [int(n) for n in re.split("[.-]", rule)])


@pytest.mark.parametrize("cut", [0, 0.5])
def test_what_is_no_pdf_is_refused(cut: float) -> None:
    pdf = made()
    with pytest.raises(ValueError, match="veraPDF"):
        verapdf.faults(pdf[: int(len(pdf) * cut)], "3a")
