"""Word files before judges that others wrote: the Open XML SDK's rules, and LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import paper
import pytest
from casebook import EXAMPLES, HOME
from office import PAGES, TEXT, Open
from openxml_audit import OpenXmlValidator
from test_word import HOSTILE, printed, with_name
from wordfile import WordFile

from contracts import amend
from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.document import Initials
from contracts.model.problem import Rejected
from contracts.render.job import Job
from contracts.render.word import agreement as word
from contracts.render.word import memo as word_memo
from contracts.render.word.assembled import word_file
from contracts.render.word.content import Cell as WordCell
from contracts.render.word.content import Field, Link, Mark, Paragraph, Row, Run, Section, Table
from contracts.render.word.custom import ITEM
from contracts.render.word.furniture import FIRST_HEAD, FOOT, HEAD, held, written
from contracts.render.word.names import name as bookmark
from contracts.render.word.numbering import ARTICLE, Lists
from contracts.render.word.properties import About

pytestmark = pytest.mark.slow

WAYS = ("fields", "ink", "docusign", "adobe", "dropbox")
WHO, WHEN = "Dewi Larasati", "2026-12-01T00:00:00Z"


def audited(name: str, content: bytes, folder: Path) -> None:
    """Fails where the rules of the format, or those of security, find anything."""
    path = folder / f"{name}.docx"
    path.write_bytes(content)
    found = OpenXmlValidator(security_validation=True).validate(path)
    assert not found.errors, (name, found.errors[:3])


def forms(name: str, library: Library) -> Mapping[str, Agreement]:
    """The agreement of an example in each form that its type has."""
    made = {}
    for form in ("long", "short"):
        try:
            made[form] = draft(load_deal(EXAMPLES[name], library, form=form), library)
        except Rejected as rejected:
            assert {problem.rule for problem in rejected.problems} == {"no-short-form"}
    return made


@pytest.mark.parametrize("example", sorted(EXAMPLES))
def test_the_rules_of_the_format_find_nothing(
    example: str, jobs: Mapping[str, Job], library: Library, tmp_path: Path
) -> None:
    for form, agreement in forms(example, library).items():
        audited(form, word.render(agreement), tmp_path)
    audited("memo", word_memo.render(jobs[example]), tmp_path)


def others(agreement: Agreement) -> Mapping[str, bytes]:
    """One agreement in every way of signing, as a draft, on the other paper, with its deal, with initials."""
    made = {way: word.render(agreement, way=way) for way in WAYS}
    made["draft"] = word.render(agreement, draft=True, paper="letter")
    made["embedded"] = word.render(agreement, embed=True)
    for where in ("schedules", "pages"):
        initials = Initials(where, (), (("licensor", ()),))
        furniture = replace(agreement.document.furniture, initials=initials)
        document = replace(agreement.document, furniture=furniture)
        made[f"initials-{where}"] = word.render(replace(agreement, document=document), way="ink")
    return made


def test_nor_do_they_in_any_way_of_signing(agreements: Mapping[str, Agreement], tmp_path: Path) -> None:
    for name, content in others(agreements["bali-footage"]).items():
        audited(name, content, tmp_path)


def test_nor_in_a_file_with_every_kind_of_mark(tmp_path: Path) -> None:
    audited("marked", marked(), tmp_path)


def test_nor_in_an_amendment(tmp_path: Path) -> None:
    folder = HOME / "examples" / "amendment"
    made = amend(folder / "old.yaml", folder / "new.yaml", only="docx")
    audited("amendment", made.files["amendment.docx"], tmp_path)


def marked() -> bytes:
    """A file in which words, a field, a paragraph and a row were put in and taken out, and words moved."""
    put_in, out, to, off = (Mark(kind, WHO, WHEN) for kind in ("ins", "del", "moveTo", "moveFrom"))
    lists = Lists()
    lists.add(ARTICLE)
    row = Row((WordCell((Paragraph("TableText", (Run("a", mark=put_in),)),), 4000),), mark=put_in)
    kept = Row((WordCell((Paragraph("TableText", (Run("b"),)),), 4000),))
    gone = Row((WordCell((Paragraph("TableText", (Run("c", mark=out),)),), 4000),), mark=out)
    blocks = (
        Paragraph("Heading1", (Run("Term"),), ("term",)),
        Paragraph("BodyText", (Run("kept "), Run("old", mark=out), Run("new", mark=put_in), Run("."))),
        Paragraph("BodyText", (Run("See "), Field("REF term \\n \\h", Run("1", mark=out)))),
        Paragraph("BodyText", (Link("term", (Run("1", mark=put_in),)),)),
        Paragraph("BodyText", (Run("gone", mark=out),), mark=out),
        Paragraph("BodyText", (Run("added", mark=put_in),), mark=put_in),
        Paragraph("BodyText", (Run("from here", mark=off),)),
        Paragraph("BodyText", (Run("to here", mark=to),)),
        Table("ContractTable", (row, kept, gone), (4000,)),
        Paragraph("BodyText"),
    )
    head = (Paragraph("Header"),)
    return word_file(
        blocks,
        Section(11906, 16838, HEAD, FOOT, FIRST_HEAD, FOOT),
        written(held(head, head, head)),
        lists,
        About("Marks", WHO, "", "M-1", "en", date(2026, 12, 1)),
        9000,
    )


def test_libreoffice_reads_what_the_paper_says_numbers_and_references_too(
    agreements: Mapping[str, Agreement], library: Library, opened_in_office: Open
) -> None:
    papers = dict(agreements)
    for name in EXAMPLES:
        papers |= {f"{name}.{form}": one for form, one in forms(name, library).items()}
    read = opened_in_office({name: word.render(agreement) for name, agreement in papers.items()}, TEXT)
    for name, agreement in papers.items():
        assert lines(read[name].decode("utf-8-sig")) == printed(agreement), name


def test_libreoffice_reads_hostile_values_as_words(
    agreements: Mapping[str, Agreement], opened_in_office: Open
) -> None:
    papers = {f"hostile-{i}": with_name(agreements["minimal"], value) for i, value in enumerate(HOSTILE)}
    found = opened_in_office({name: word.render(agreement) for name, agreement in papers.items()}, TEXT)
    for name, agreement in papers.items():
        assert lines(found[name].decode("utf-8-sig")) == printed(agreement), name


def test_what_programs_look_for_outlasts_libreoffice(
    agreements: Mapping[str, Agreement], opened_in_office: Open
) -> None:
    before = word.render(agreements["bali-footage"], embed=True)
    after = WordFile(opened_in_office({"bali": before}, "docx")["bali"])
    for name, seen in WordFile(before).named.items():
        assert after.named[name].words == seen.words
    items = [p for p in after.zipped.namelist() if p.startswith("customXml/item") and "Props" not in p]
    carried = [canonicalize(after.zipped.read(path).decode()) for path in items]
    assert canonicalize(WordFile(before).zipped.read(ITEM).decode()) in carried


def test_libreoffice_shows_what_is_left_of_changes(opened_in_office: Open) -> None:
    text = lines(opened_in_office({"marked": marked()}, TEXT)["marked"].decode("utf-8-sig"))
    assert "to here" in " ".join(text)


@pytest.mark.parametrize("example", ["bali-footage", "replica-rider", "likeness-consent"])
def test_references_that_are_worked_out_anew_come_to_the_same(
    example: str, agreements: Mapping[str, Agreement], worked_out_anew: Callable[[bytes], str]
) -> None:
    agreement = agreements[example]
    spoiled = every_result(word.render(agreement), "wrong")
    assert lines(worked_out_anew(spoiled)) == printed(agreement)


def test_numbers_and_references_follow_where_a_provision_is_cut_out(
    library: Library, worked_out_anew: Callable[[bytes], str]
) -> None:
    agreement = forms("bali-footage", library)["long"]
    section = next(section for section in agreement.sections if section.id == "protections")
    gone, *others = section.provisions
    text = lines(worked_out_anew(without(word.render(agreement), gone.anchor, others[0].anchor)))
    assert f"{gone.number} {gone.heading}" not in text
    for before, after in zip(section.provisions, others, strict=False):
        assert f"{before.number} {after.heading}" in text
    takedown = next(p for p in others if p.clause.id == "takedown")
    number = section.provisions[others.index(takedown)].number
    whole = " ".join(text)
    assert f"Section {number} (Takedown)" in whole
    assert f"Section {takedown.number} (Takedown)" not in whole


def without(content: bytes, first: str, next: str) -> bytes:
    """The file without the paragraphs from one bookmark to another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info).decode()
            if info.filename == "word/document.xml":
                start, end = (
                    part.rindex("<w:p>", 0, part.index(f'w:name="{bookmark(id)}"')) for id in (first, next)
                )
                part = part[:start] + part[end:]
            new.writestr(info, part)
    return out.getvalue()


def every_result(content: bytes, shown: str) -> bytes:
    """The file with another result in each of its fields."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/document.xml":
                result = r'(fldCharType="separate"/></w:r><w:r>(?:<w:rPr>[^t]*?</w:rPr>)?<w:t [^>]*>)[^<]*'
                text, count = re.subn(result, rf"\g<1>{shown}", part.decode())
                assert count > 5
                part = text.encode()
            new.writestr(info, part)
    return out.getvalue()


def test_on_pages_the_heads_of_a_long_schedule_come_again_and_pages_are_counted(
    library: Library, opened_in_office: Open
) -> None:
    content = word.render(forms("bali-footage", library)["long"])
    pages = paper.pages(opened_in_office({"bali": content}, PAGES)["bali"])
    clips = [page for page in pages if "LB-0" in page or "LB-1" in page]
    assert len(clips) >= 2
    assert all(page.count("Captured") == 1 for page in clips)
    for i, page in enumerate(pages, 1):
        assert f"Page {i} of {len(pages)}" in page
    *_, last = pages
    assert "Raka Pratama" in last and "Jordan Ellis" in last


def lines(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
