"""An agreement in two languages: the same provisions under the same numbers, each beside the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from amendments import amended, by
from casebook import BASE, EXAMPLES
from mirrored import LANGUAGE, library_with, paired

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.document import DocumentNode, NumberedParagraph, SignaturePlace, runs
from contracts.model.inline import Blank, Use, plain_text
from contracts.pipeline import Checked, check

DEALS = ("minimal", "release-model", "joint-licensors", "likeness-consent", "agency-representation")


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.getbasetemp() / "mirrored")


def in_languages(example: str, languages: str, laid: Library, more: str = "") -> Checked:
    path = EXAMPLES[example]
    text = path.read_text("utf-8") + f"\nlanguages: [{languages}]\n{more}"
    return check(text.encode(), library=laid, folder=path.parent)


def both(example: str, laid: Library) -> Checked:
    return in_languages(example, f"en, {LANGUAGE}", laid, "prevailing: en\n")


def nodes(agreement: Agreement) -> Iterator[DocumentNode]:
    for part in agreement.document.all("fields"):
        yield from part.nodes


@pytest.mark.parametrize("example", DEALS)
def test_each_language_alone_and_both_have_no_more_problems_than_english(example: str, laid: Library) -> None:
    english = {(p.rule, p.message) for p in in_languages(example, "en", laid).problems}
    alone = in_languages(example, LANGUAGE, laid)
    assert alone.agreement.language == LANGUAGE
    assert {(p.rule, p.severity) for p in alone.problems} <= {
        (p.rule, p.severity) for p in in_languages(example, "en", laid).problems
    }
    assert {(p.rule, p.message) for p in both(example, laid).problems} <= english


@pytest.mark.parametrize("example", DEALS)
def test_every_node_has_the_same_one_beside_it(example: str, laid: Library) -> None:
    agreement = both(example, laid).agreement
    for pair in paired(agreement.document):
        assert pair.first is not None
        assert pair.second is not None
        assert type(pair.first) is type(pair.second)
        assert (pair.first.id, pair.first.clause) == (pair.second.id, pair.second.clause)
        assert (pair.first.language, pair.second.language) == ("en", LANGUAGE)
        if isinstance(pair.first, NumberedParagraph) and isinstance(pair.second, NumberedParagraph):
            assert pair.first.label == pair.second.label
        assert values(pair.first) == values(pair.second)


def values(node: DocumentNode) -> list[tuple[str, object]]:
    """The fields that a node prints and the values that they have."""
    return sorted(
        (n.field, str(n.raw)) for run in runs(node) for n in run if isinstance(n, Blank) and n.field
    )


def test_both_texts_are_printed_and_each_place_to_sign_once(laid: Library) -> None:
    agreement = both("minimal", laid).agreement
    first, second = agreement.document.texts
    assert (first.language, second.language) == ("en", LANGUAGE)
    printed = [plain_text(run) for node in nodes(agreement) for run in runs(node)]
    for text in agreement.in_languages():
        for provision in text.printed():
            for paragraph in provision.paragraphs:
                assert plain_text(paragraph.inlines) in printed
    places = [node.field for node in nodes(agreement) if isinstance(node, SignaturePlace)]
    assert len(places) == len(set(places)) == 2
    ids = [node.id for node in nodes(agreement) if node.id]
    assert len(ids) == len(set(ids))


def test_terms_are_printed_in_the_language_and_called_by_their_type(laid: Library) -> None:
    agreement = in_languages("release-model", LANGUAGE, laid).agreement
    uses = {node.shown for node in agreement.document.inlines() if isinstance(node, Use)}
    assert {"Het Releasor", "Het Company"} <= uses
    assert all(re.match("Het |De ", use) for use in uses)
    assert [d.term for d in agreement.definitions] == sorted(d.term for d in agreement.definitions)


def test_the_page_is_in_the_language_that_the_deal_names_for_it(laid: Library) -> None:
    agreement = in_languages("minimal", "en", laid, f"summary_language: {LANGUAGE}\n").agreement
    assert (agreement.document.language, agreement.for_creator.page.language) == ("en", LANGUAGE)
    assert in_languages("minimal", "en", laid).agreement.pages_in == ()


def test_one_language_prevails(laid: Library) -> None:
    agreement = both("minimal", laid).agreement
    clause = agreement.provision("prevailing-language")
    assert clause is not None
    assert "the text in English" in "".join(plain_text(p.inlines) for p in clause.paragraphs)
    assert in_languages("minimal", "en", laid).agreement.provision("prevailing-language") is None


def test_an_amendment_is_in_the_languages_of_what_it_amends(laid: Library) -> None:
    agreed = f"{BASE}\nlanguages: [en, {LANGUAGE}]\nprevailing: en\n"
    paper = amended(by({"months: 24": "months: 36"}, agreed), [agreed], laid).paper
    assert [text.language for text in paper.in_languages()] == ["en", LANGUAGE]
    assert all(pair.first and pair.second for pair in paired(paper.document))
