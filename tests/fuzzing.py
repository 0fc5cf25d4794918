"""Targets and mutations for fuzzing: whatever is given, it is read or refused, and soon.

A target takes bytes. It fails where anything but a Rejected comes out, or where it takes longer than
`SECONDS` of the processor. What was found once stands in tests/cases/fuzz/<target>/, and is tried first.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import firmsheet
import masters
from casebook import BASE, EXAMPLES, HOME
from hypothesis import strategies as st
from proportion import within

from contracts import proof
from contracts.batch.plan import groups_without_place
from contracts.draft import draft
from contracts.load.deal import manifest
from contracts.load.deal.master import master_of
from contracts.load.deal.read import read_deal
from contracts.load.deal.usage import load_usage
from contracts.load.deal.values import read_document
from contracts.load.library.read import load_library, read_clause
from contracts.load.sheet.lay import Base, lay
from contracts.load.sheet.mapfile import written
from contracts.load.sheet.opendocument import MIMETYPE
from contracts.load.sheet.propose import propose
from contracts.load.sheet.read import read_sheet
from contracts.load.sheet.sheetmap import SheetMap, read_map
from contracts.load.word.read import read_word
from contracts.load.yaml import Spans
from contracts.load.yaml import read as read_yaml
from contracts.model.clause import Library
from contracts.model.problem import Problems, Rejected
from contracts.pipeline import check
from contracts.render import sealed
from contracts.seal.verify import Trust

SECONDS = 10.0
FOUND = HOME / "tests" / "cases" / "fuzz"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
MANIFEST = b"id,title,duration,tier\nA-1,Dawn,0:02:30,uhd\nA-2,Dusk,75,hd\n"
USAGE = b"period,kind,tier,quantity\n2027-H1,minutes,hd,0:10:00\n2027-H1,revenue,,1234.50\n"

Target = Callable[[bytes], None]


class Given(bytes):
    """An input, which is named and not printed where it is at fault: it may be long."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes, SHA-256 {hashlib.sha256(self).hexdigest()[:12]}>"


@cache
def library() -> Library:
    return load_library()


def deal(source: bytes) -> None:
    check(source, library=library())


def yaml(source: bytes) -> None:
    read_yaml(source, "file.yaml")


def clips(source: bytes) -> None:
    manifest.read_csv(source, "footage.csv", ["hd", "uhd"], Problems())


def usage(source: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "usage.csv")
        path.write_bytes(source)
        load_usage(path, ("hd", "uhd"))


def sheet(source: bytes) -> None:
    base, spans = roster()
    found = read_sheet(source, "roster.csv", base, unused=groups_without_place(base, library()))
    for row in found.rows[:20]:
        lay(Base("base.yaml", base, spans), found.columns, row)


def clause(source: bytes) -> None:
    read_clause(source, "takedown.md", Problems())


def pdf(source: bytes) -> None:
    """A verification, less the laying out: that takes a second, and is of our own making."""
    with patch.object(proof, "laid_out", lambda *_, **__: one_page()):
        proof.verify(source, "agreement.pdf", library(), Trust(NOW), complete=False)


def word(source: bytes) -> None:
    """A Word file that came back, or the text of one."""
    read_word(source if source.startswith(b"PK") else with_text(source), "back.docx")


@cache
def came_back() -> bytes:
    """A file with comments and changes, its parts as they are: a changed byte is no damaged packing."""
    plain = io.BytesIO()
    path = HOME / "tests" / "fixtures" / "docx" / "adeu-dirty_sample.docx"
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(plain, "w") as made:
        for part in parts.infolist():
            made.writestr(part.filename, parts.read(part))
    return plain.getvalue()


def with_text(text: bytes) -> bytes:
    """The same file with another text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(came_back())) as parts, zipfile.ZipFile(made, "w") as changed:
        for part in parts.infolist():
            whole = part.filename != "word/document.xml"
            changed.writestr(part.filename, parts.read(part) if whole else text)
    return made.getvalue()


def text_of(source: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(source)) as parts:
        return parts.read("word/document.xml")


@cache
def roster() -> tuple[dict[str, Any], Spans]:
    path = HOME / "examples" / "roster" / "base.yaml"
    return read_document(path.read_bytes(), path.name)


@cache
def one_page() -> bytes:
    """One page, unsigned."""
    source = EXAMPLES["notice-takedown"].read_bytes()
    return sealed.render(draft(read_deal(source, "deal.yaml", Path("/nonexistent"), library()), library()))


@cache
def book() -> bytes:
    """Few rows, its parts as they are: a changed byte is a changed cell and no damaged packing."""
    from openpyxl import Workbook

    new = Workbook()
    tab = new.active
    assert tab is not None
    for row in (HOME / "examples" / "roster" / "roster.csv").read_text("utf-8").splitlines():
        tab.append(row.split(","))
    saved, plain = io.BytesIO(), io.BytesIO()
    new.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(plain, "w") as made:
        for part in parts.infolist():
            made.writestr(part.filename, parts.read(part))
    return plain.getvalue()


def sheet_map(source: bytes) -> None:
    """A map, and the sheet that it is of read by it."""
    base, spans = roster()
    found = read_sheet(semicolons(), "roster.csv", base, how=read_map(source, "map.yaml"))
    for row in found.rows[:20]:
        lay(Base("base.yaml", base, spans), found.columns, row)


def mapped(source: bytes) -> None:
    """A sheet in a firm's own words, read by its map."""
    base, spans = roster()
    found = read_sheet(packed(source), "roster.ods", base, how=own_words())
    for row in found.rows[:20]:
        lay(Base("base.yaml", base, spans), found.columns, row)


def packed(source: bytes) -> bytes:
    """The XML of a spreadsheet as a file that can be unpacked, however damaged the XML is; else as it is."""
    if not source.startswith(b"<"):
        return source
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as made:
        made.writestr("mimetype", MIMETYPE)
        made.writestr("content.xml", source)
    return plain.getvalue()


def proposal(source: bytes) -> None:
    """A map proposed for a sheet is one that can be read."""
    base, _ = roster()
    read_map(written(propose(packed(source), "roster.ods", base, ())), "map.yaml")


@cache
def own_words() -> SheetMap:
    return read_map(firmsheet.MAP.read_bytes(), firmsheet.MAP.name)


@cache
def semicolons() -> bytes:
    return (firmsheet.FIXTURES / "semicolons.csv").read_bytes()


@cache
def opendocument() -> bytes:
    """The cells of a sheet that LibreOffice saved."""
    with zipfile.ZipFile(firmsheet.FIXTURES / "libreoffice.ods") as parts:
        return parts.read("content.xml")


ORDER = masters.ORDER.encode() + (
    b"grant: {models: {names: [Lumen-3]}, term: {months: 12}, territory: worldwide}\n"
    b"parties: {licensee: {signatory: {name: Pat Doe, title: Director}}}\npositions: {order-term: balanced}\n"
)
"""An order form that says all that one may."""


def order(source: bytes) -> None:
    """An order form under the base deal."""
    held = masters.answers(masters.sealed())
    draft(read_deal(source, "order.yaml", Path("/nonexistent"), library(), held=held), library())


def master(source: bytes) -> None:
    """The lock, or the deal, that a file encloses of itself, beside one that is right."""
    whole = masters.sealed()
    for deal, locked in ((whole.deal, source), (source, whole.locked)):
        with suppress(Rejected):
            master_of(deal, locked, "master.pdf", library())


TARGETS: dict[str, tuple[Target, Callable[[], tuple[bytes, ...]]]] = {
    "deal": (deal, lambda: (BASE.encode(), *(p.read_bytes() for p in EXAMPLES.values()))),
    "yaml": (yaml, lambda: (BASE.encode(), b"a: &x [1, *x]\n? b\n: |\n  c\n", b"- 'x'\n- \"\\u0041\"\n")),
    "manifest": (clips, lambda: (MANIFEST,)),
    "usage": (usage, lambda: (USAGE,)),
    "sheet": (sheet, lambda: ((HOME / "examples" / "roster" / "roster.csv").read_bytes(),)),
    "workbook": (sheet, lambda: (book(),)),
    "opendocument": (mapped, lambda: (opendocument(), semicolons())),
    "proposal": (proposal, lambda: (semicolons(), opendocument())),
    "map": (sheet_map, lambda: (firmsheet.MAP.read_bytes(),)),
    "clause": (clause, lambda: tuple(p.read_bytes() for p in (HOME / "clauses" / "money").glob("*.md"))),
    "pdf": (pdf, lambda: (one_page(),)),
    "word": (word, lambda: (came_back(), text_of(came_back()))),
    "order": (order, lambda: (masters.ORDER.encode(), ORDER)),
    "master": (master, lambda: (masters.sealed().locked, masters.sealed().deal)),
}
"""Name: what reads an input, and inputs to start from."""


def endures(name: str, source: bytes) -> None:
    """Give a target an input. Fails on any fault, and where it takes too long."""
    target, _ = TARGETS[name]
    with within(SECONDS):
        try:
            target(source)
        except Rejected as rejected:
            assert rejected.problems
            assert all(len(p.message) <= 1_000 for p in rejected.problems)


_WORDS = (
    *(
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "? ",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "|",
        ">",
        "'",
        '"',
        "\\",
        "#",
        "\t",
    ),
    *(
        "\n",
        "\r\n",
        "\0",
        "\ufeff",
        "\u3164",
        "\u202e",
        "\U000e0041",
        "М",
        "𝐌",
        "e\u0301" * 9,
        "\x85",
        "\u2028",
    ),
    *("9" * 50, "-1", "1e999", ".5", "0x1F", "NO", "null", "~", "2026-02-30", "1:30:00", "Infinity", "NaN"),
    *(
        ",",
        ";",
        '""',
        "=1+1",
        "-",
        "%",
        "{{ 7*7 }}",
        "<b>",
        "**x**",
        "---\n",
        "## creator\n",
        "_Term_",
        "[x](#y)",
    ),
    *("<!ENTITY a 'b'>", "<row/>", "</c>", "<c r='ZZZ9'>", "PK\x03\x04", "%PDF-1.7\n", "%%EOF\n", "endobj\n"),
    *("/Filter/FlateDecode ", "/Length 999999999 ", "1 0 R ", "<<", ">>", "/Kids[2 0 R]", "startxref\n0\n"),
)
"""What means something to one reader or another."""


def mutations(name: str) -> st.SearchStrategy[bytes]:
    """Inputs for a target: what it starts from, cut, doubled, and with words of every language put in."""
    place = st.floats(0, 1, exclude_max=True)
    words = st.one_of(
        st.sampled_from(_WORDS).map(str.encode), st.binary(max_size=4), st.integers().map(_number)
    )
    steps = st.tuples(st.sampled_from(("put", "cut", "double", "over", "swap")), place, place, words)
    return st.builds(_mutated, st.sampled_from(TARGETS[name][1]()), st.lists(steps, min_size=1, max_size=8))


def _number(value: int) -> bytes:
    return str(value).encode()


def _mutated(source: bytes, steps: list[tuple[str, float, float, bytes]]) -> bytes:
    for what, first, second, word in steps:
        start, end = sorted((int(first * len(source)), int(second * len(source))))
        end = min(end, start + 400)
        part = source[start:end]
        match what:
            case "put":
                source = source[:start] + word + source[start:]
            case "cut":
                source = source[:start] + source[end:]
            case "double":
                source = source[:end] + part * 3 + source[end:]
            case "over":
                source = source[:start] + word + source[start + len(word) :]
            case "swap":
                source = part + source[:start] + source[end:]
    return Given(source)


def found() -> Iterator[tuple[str, Path]]:
    """Every input that was found once, with its target."""
    for path in sorted(FOUND.glob("*/*")):
        yield path.parent.name, path
