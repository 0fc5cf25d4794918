"""examples/bali-footage is in Indonesian and English: both columns say the same, and the law is content."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import verapdf
from casebook import IN_TWO_LANGUAGES, TESTS

from contracts.model.document import WAYS, Heading, Note, NumberedParagraph, SignaturePlace, runs
from contracts.model.inline import Blank, plain_text
from contracts.model.lock import FILE, fingerprint, from_json
from contracts.pipeline import Checked, build, check
from contracts.render import agreement as pages
from contracts.render import beside
from contracts.render.printed import printed
from contracts.seal.read import open_pdf
from contracts.seal.words import Comparison, compared

GOLDEN = TESTS / "fixtures" / "bali-in-two-languages.txt"

INDONESIAN = re.compile(r"\b(?:yang|dan|atau|tidak|dengan|untuk|dalam|wajib|setiap|dari|pada|oleh)\b")
ENGLISH = re.compile(r"\b(?:the|and|of|shall|which|with|for|not|any|each|by|to)\b")


@pytest.fixture(scope="module")
def found() -> Checked:
    return check(IN_TWO_LANGUAGES)


def test_no_law_stands_against_it(found: Checked) -> None:
    """One warning is about a tax rate that the deal leaves out, and not about its language."""
    assert {(p.severity.name, p.rule) for p in found.problems} == {("WARNING", "law-warn")}
    outcomes = {a.statute.id: a.outcome for a in found.assessments if a.statute.jurisdiction == "ID"}
    assert outcomes["ID-LANG"] == "pass"
    assert "fail" not in outcomes.values()


def test_what_it_says(found: Checked, pytestconfig: pytest.Config) -> None:
    made = pages.text(found.agreement)
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(made, "utf-8")
    assert made == GOLDEN.read_text("utf-8")


def figures(words: str) -> Counter[str]:
    """The numbers in a text, however the language groups their digits and marks their decimals."""
    return Counter(re.sub(r"[.,\s]", "", n) for n in re.findall(r"\d+(?:[.,\u00a0]\d+)*", words))


def value(blank: Blank) -> tuple[str, str]:
    """The field of a blank and what the deal says there; a word of ours differs by language."""
    return blank.field, "" if blank.field.startswith("wording.") else str(blank.raw)


def test_both_columns_say_the_same_figures_names_and_fields(found: Checked) -> None:
    columns = (run for run in beside.runs(found.agreement.document, "fields") if run.columns)
    rows = [line for run in columns for line in run.lines]
    assert len(rows) > 150
    for line in rows:
        first, second = line.nodes
        texts = ["".join(plain_text(run) for run in runs(node)) for node in (first, second)]
        assert figures(texts[0]) == figures(texts[1]), texts
        fields = [
            Counter(value(n) for run in runs(node) for n in run if isinstance(n, Blank))
            for node in (first, second)
        ]
        assert fields[0] == fields[1], texts
        if isinstance(first, Heading | NumberedParagraph):
            assert type(first) is type(second)


def test_no_column_holds_words_of_the_other(found: Checked) -> None:
    first, second = found.agreement.document.texts
    for document, foreign in ((first, ENGLISH), (second, INDONESIAN)):
        for part in document.all("fields"):
            for node in part.nodes:
                for run in runs(node):
                    ours = "".join(plain_text((n,)) for n in run if not isinstance(n, Blank))
                    assert not foreign.search(ours), ours


@pytest.mark.parametrize("way", WAYS)
def test_it_is_signed_in_one_place_under_one_heading_with_one_stamp(found: Checked, way: str) -> None:
    """What the two texts say apart is said in both; what is done once has its words on one line."""
    first, second = (text.execution[way][0].nodes for text in found.agreement.document.texts)
    (page,) = found.agreement.document.execution[way]
    for once in (
        lambda node: isinstance(node, Heading),
        lambda node: isinstance(node, Note) and node.kind == "stamp",
    ):
        (ours,), (theirs,), (printed_once,) = (list(filter(once, ns)) for ns in (first, second, page.nodes))
        words = [plain_text(next(iter(runs(node)))) for node in (ours, theirs)]
        assert words[0] != words[1]
        assert plain_text(next(iter(runs(printed_once)))) == " / ".join(words)
    places = [[n.field for n in ns if isinstance(n, SignaturePlace)] for ns in (first, page.nodes)]
    assert places[0] == places[1]
    witness = [n for n in page.nodes if isinstance(n, Note) and n.kind == "witness"]
    assert [n.language for n in witness] == ["id", "en"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning")
def test_its_pages_say_both_texts_and_are_pdf_a_and_pdf_ua(found: Checked) -> None:
    pdf = build(found, only=("pdf",)).files["agreement.pdf"]
    opened = open_pdf(pdf, "agreement.pdf")
    own = from_json(opened.enclosed[FILE])
    due = printed(found.agreement, own.signing, own.library, fingerprint(own))
    assert compared(opened, due) == Comparison((), ())
    for flavour in ("3a", "ua1"):
        assert verapdf.faults(pdf, flavour) == ()
