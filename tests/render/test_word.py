"""The Word file: it says what the PDF says, counts as Word counts, and holds no more than it should."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import masters
import pytest
from casebook import EXAMPLES
from conftest import Make
from wordfile import W, WordFile, words

from contracts.draft import draft
from contracts.load.deal.canonical import source_of
from contracts.model.agreement import Agreement
from contracts.model.clause import POSITIONS, Library
from contracts.model.document import Initials, Note, SignaturePlace, Table
from contracts.model.inline import Blank, Text, plain_text
from contracts.model.lock import fingerprint
from contracts.model.problem import Span
from contracts.render import memo
from contracts.render.job import Job
from contracts.render.lock import lock
from contracts.render.signing import kind, usual
from contracts.render.text import _bare
from contracts.render.word import agreement as word

ALL = sorted(EXAMPLES)
NOWHERE = Span("deal.yaml", 1)
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WHO, WHEN = "Dewi <Larasati> & Partners", "2026-12-01T00:00:00Z"


def printed(agreement: Agreement, way: str = "") -> list[str]:
    """What the paper says, a paragraph a line, but for the fingerprint."""
    found: list[str] = []
    for part in agreement.document.all(way or kind(usual(agreement))):
        for node in part.nodes:
            match node:
                case Note(kind="fingerprint"):
                    continue
                case Table():
                    found += map(plain_text, node.head)
                    for row in node.rows:
                        for cell in row.cells:
                            found += (plain_text(cell.words), plain_text(cell.below))
                case SignaturePlace():
                    found += map(plain_text, (node.about, node.words, node.caption))
                    for particular in node.particulars:
                        found += (plain_text(particular.label), plain_text(particular.words))
                case _:
                    found += (" ".join(run) for run in _bare(node))
    return [line for line in (" ".join(line.split()) for line in found) if line]


@pytest.mark.parametrize("example", ALL)
def test_a_word_file_says_what_the_paper_says_with_the_numbers_that_word_counts(
    example: str, make: Make, agreements: Mapping[str, Agreement]
) -> None:
    assert WordFile(make(example, "docx")).lines == printed(agreements[example])


@pytest.mark.whole
def test_so_does_one_at_every_position(variants: Mapping[str, Agreement]) -> None:
    for agreement in variants.values():
        assert WordFile(word.render(agreement)).lines == printed(agreement)


def test_so_does_an_order_form_and_it_names_its_master(library: Library) -> None:
    master = masters.sealed()
    agreement = draft(masters.ordered(master=master), library)
    file = WordFile(word.render(agreement, embed=True))
    assert file.lines == printed(agreement)
    carried = file.part("customXml/item1.xml")
    space = carried.tag.removesuffix("contracts")
    under = carried.find(f"{space}under")
    assert under is not None and under.get("sha256") == master.sha256
    files = {f.get("name"): base64.b64decode(f.text or "") for f in carried.iter(f"{space}file")}
    assert files["master.yaml"] == master.deal and files["master.json"] == master.locked


@pytest.mark.parametrize("example", ALL)
def test_every_reference_is_live_and_shows_the_number_of_its_target(example: str, make: Make) -> None:
    file = WordFile(make(example, "docx"))
    references = [(code, shown) for code, shown in file.fields() if code.startswith("REF ")]
    assert references or example.startswith(("notice", "release"))
    for code, shown in references:
        _, target, *_ = code.split()
        assert file.named[target].number.replace("\u00a0", " ") == shown.replace("\u00a0", " ")
    links = {link.get(f"{W}anchor", "") for link in file.document.iter(f"{W}hyperlink")}
    assert links <= set(file.named)


@pytest.mark.parametrize("example", ALL)
def test_another_reader_opens_it_and_finds_its_headings_in_order(
    example: str, make: Make, agreements: Mapping[str, Agreement]
) -> None:
    read = docx.Document(io.BytesIO(make(example, "docx")))
    document = agreements[example].document
    assert read.core_properties.title == document.name
    assert read.core_properties.author == document.author
    assert read.core_properties.language.startswith(document.language)
    assert read.paragraphs[1].style is not None and read.paragraphs[1].style.name == "Title"
    outline = [level for p in read.paragraphs if (level := _level(p.style)) is not None]
    assert outline[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(outline))


def _level(style: Any) -> int | None:
    while style is not None:
        found = style.element.find(f"{W}pPr/{W}outlineLvl")
        if found is not None:
            return int(found.get(f"{W}val"))
        style = style.base_style
    return None


class TestTables:
    def test_a_row_is_never_split_and_the_heads_of_a_schedule_come_again_on_each_page(
        self, make: Make
    ) -> None:
        file = WordFile(make("bali-footage", "docx"))
        rows = list(file.document.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        long = [t for t in file.document.iter(f"{W}tbl") if len(t.findall(f"{W}tr")) > 4]
        assert len(long) >= 3
        for table in long:
            first, *others = table.findall(f"{W}tr")
            assert first.find(f"{W}trPr/{W}tblHeader") is not None
            assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)

    def test_a_signature_stays_on_one_page_with_its_heading(self, make: Make) -> None:
        file = WordFile(make("bali-footage", "docx"))
        tables = list(file.document.iter(f"{W}tbl"))[-2:]
        for table in tables:
            *rows, last = table.findall(f"{W}tr")
            assert len(rows) >= 2
            assert all(p.find(f"{W}pPr/{W}keepNext") is not None for row in rows for p in row.iter(f"{W}p"))
            assert all(p.find(f"{W}pPr/{W}keepNext") is None for p in last.iter(f"{W}p"))
            assert table.find(f"{W}tblPr/{W}tblCaption") is not None


class TestWhatItCarries:
    @pytest.fixture
    def agreement(self, agreements: Mapping[str, Agreement]) -> Agreement:
        return agreements["bali-footage"]

    def test_programs_find_the_reference_and_the_digests(self, agreement: Agreement) -> None:
        carried = WordFile(word.render(agreement)).part("customXml/item1.xml")
        space = carried.tag.removesuffix("contracts")
        head = carried.find(f"{space}agreement")
        assert head is not None and head.get("reference") == agreement.deal.text("reference")
        assert re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", head.get("fingerprint", ""))
        sealed = lock(agreement, source_of(agreement.deal), agreement.paper, usual(agreement))
        assert head.get("fingerprint") == fingerprint(sealed)  # the one that the PDF prints
        clauses = [c.get("id") for c in carried.iter(f"{space}clause")]
        assert clauses == [p.clause.id for p in agreement.printed()]

    def test_the_other_side_does_not_read_positions_or_the_house_standard(self, agreement: Agreement) -> None:
        content = WordFile(word.render(agreement)).zipped
        whole = b"".join(content.read(path) for path in content.namelist()).decode()
        attributes = re.findall(r'(?:position|playbook)[^=]{0,20}="', whole)
        assert attributes == ["w:position=" for _ in attributes]
        custom = content.read("customXml/item1.xml").decode()
        assert not any(
            f'"{position}"' in custom for position in (*POSITIONS, agreement.deal.text("playbook"))
        )
        assert "<file" not in custom

    def test_the_deal_comes_along_where_it_is_asked_for_byte_for_byte(self, agreement: Agreement) -> None:
        carried = WordFile(word.render(agreement, embed=True)).part("customXml/item1.xml")
        files = {
            f.get("name"): base64.b64decode(f.text or "") for f in carried if f.get("coding") == "base64"
        }
        assert set(files) == {"deal.yaml", "manifest.csv", "lock.json"}
        assert files["deal.yaml"] == source_of(agreement.deal)
        assert agreement.deal.manifest is not None
        assert files["manifest.csv"] == agreement.deal.manifest.source


HOSTILE = (
    "A & B <w:t>C</w:t>",
    '"]]> <!-- &amp; -->',
    "REF takedown \\h",
    "{ QUOTE \\* MERGEFORMAT }",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "%1 &#x0; _x000D_",
    "ליאור בן־דוד Studios (2026)",
    "محمد 24",
    "文字 𝒳 é",
)


def with_name(agreement: Agreement, value: str) -> Agreement:
    """The agreement with another name of the licensee wherever its paper prints it, read by nobody before."""

    def changed(found: Any) -> Any:
        if isinstance(found, tuple):
            return tuple(map(changed, found))
        if isinstance(found, Mapping):
            return {key: changed(inner) for key, inner in found.items()}
        if isinstance(found, Blank):
            named = found.field == "parties.licensee.name"
            return replace(found, shown=value, raw=value) if named else found
        if is_dataclass(found) and not isinstance(found, (type, Span)):
            return replace(found, **{f.name: changed(getattr(found, f.name)) for f in fields(found)})
        return found

    return replace(agreement, document=changed(agreement.document))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_words_whatever_is_in_it(value: str, agreements: Mapping[str, Agreement]) -> None:
    agreement = with_name(agreements["minimal"], value)
    file = WordFile(word.render(agreement))
    assert file.lines == printed(agreement)
    assert any(value in line for line in file.lines)
    codes = {code.split()[0] for code, _ in file.fields()}
    assert codes == {"REF"}


def test_the_same_deal_gives_the_same_bytes_in_another_process(tmp_path: Path, make: Make) -> None:
    out = tmp_path / "out"
    argv = [
        sys.executable,
        "-m",
        "contracts",
        "build",
        str(EXAMPLES["minimal"]),
        "--only",
        "docx",
        "-o",
        str(out),
    ]
    subprocess.run(
        argv,
        check=True,
        capture_output=True,
        env={
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Makassar",
            "CONTRACTS_CACHE": "",
            "PYTHONPATH": str(Path(word.__file__).parents[3]),
        },
    )
    assert (out / "agreement.docx").read_bytes() == make("minimal", "docx")


@pytest.mark.parametrize("example", ALL)
def test_the_memo_says_all_that_its_tree_holds_on_two_pages_and_cuts_nothing(
    example: str, make: Make, jobs: Mapping[str, Job]
) -> None:
    said = " ".join(WordFile(make(example, "memo-docx")).lines)
    tree = memo.tree(jobs[example])
    wanted = [point.what for point in tree.open] + [point.help for point in tree.open]
    wanted += [text for number in tree.numbers for text in (number.label, number.says, number.section)]
    wanted += [effect.here for gone in tree.departures for effect in gone.effects]
    wanted += [due.says for due in tree.calendar] + [rule.statute for rule in tree.law]
    wanted += [question.field for question in tree.questions if len(tree.questions) < 4]
    for fight in tree.fights[: memo.FITS[0].fights]:
        wanted += [fight.heading, fight.stands, fight.gives, *fight.wording.split("\n")]
    for text in wanted:
        assert " ".join(text.split()) in said


@pytest.mark.parametrize(("where", "feet"), [("schedules", [False, True, False]), ("pages", [True])])
def test_initials_stand_where_they_are_asked_for(
    where: str, feet: list[bool], agreements: Mapping[str, Agreement]
) -> None:
    agreement = agreements["bali-footage"]
    signers = tuple((party.key, (Text(term, NOWHERE),)) for party, term in agreement.parties)
    initials = Initials(where, (Text("Initials", NOWHERE),), signers)
    around = replace(agreement.document.furniture, initials=initials)
    file = WordFile(word.render(replace(agreement, document=replace(agreement.document, furniture=around))))
    targets = {r.get("Id"): r.get("Target") for r in file.part("word/_rels/document.xml.rels")}
    found = []
    for section in file.document.iter(f"{W}sectPr"):
        named = next(f for f in section.iter(f"{W}footerReference") if f.get(f"{W}type") == "default")
        foot = file.part(f"word/{targets[named.get(f'{R}id')]}")
        found.append(any("Initials" in words(p) for p in foot.iter(f"{W}p")))
    assert found == feet


def test_a_draft_says_so_on_every_page(make: Make) -> None:
    file = zipfile.ZipFile(io.BytesIO(make("minimal", "docx", draft=True)))
    for head in ("word/header1.xml", "word/header2.xml"):
        assert "DraftMark" in file.read(head).decode()
