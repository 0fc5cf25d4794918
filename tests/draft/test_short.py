"""The short form: the same clauses stand, in fewer words, and all that looks for them finds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from casebook import EXAMPLES

from contracts.draft import draft
from contracts.load.deal.read import load_deal
from contracts.model.agreement import Agreement, Reference
from contracts.model.clause import POSITIONS, Library
from contracts.model.deal import Value
from contracts.model.problem import Rejected
from contracts.pipeline import check, memo
from contracts.render.agreement import page as html

SHORT = (
    "release-model",
    "release-guardian",
    "performer-engagement",
    "likeness-consent",
    "replica-rider",
    "agency-representation",
    "bali-footage",
    "minimal",
    "commissioned-shoot",
    "character-license",
    "aggregator-supply",
    "aggregator-sublicense",
)
"""Examples of types that have a short form."""

Drafted = Callable[..., Agreement]


@pytest.fixture(scope="module")
def drafted(library: Library) -> Drafted:
    def made(example: str, form: str, **changes: Value) -> Agreement:
        deal = load_deal(EXAMPLES[example], library, form=form)
        return draft(replace(deal, values={**deal.values, **changes}), library)

    return made


def positions(library: Library, name: str) -> Value:
    """Every clause and every short clause at one position."""
    return dict.fromkeys([*library.clauses, *library.short], name)


@pytest.mark.parametrize("form", ["long", "short"])
@pytest.mark.parametrize("example", SHORT)
def test_whatever_leads_somewhere_on_the_page_leads_to_something(
    example: str, form: str, drafted: Drafted
) -> None:
    page = html(drafted(example, form))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("example", SHORT)
class TestWhatStands:
    """At each position, the short form has what the long form has, less what it says it leaves out."""

    def test_the_same_clauses_stand_at_the_same_position(
        self, example: str, position: str, drafted: Drafted, library: Library
    ) -> None:
        chosen = positions(library, position)
        short, long = (drafted(example, form, positions=chosen) for form in ("short", "long"))
        outline = library.outlines[short.outline].short
        assert outline is not None
        left_out = {omitted.clause for omitted in outline.omits}
        expected = {p.clause.id: p.position for p in long.provisions() if p.clause.id not in left_out}
        assert {p.clause.id: p.position for p in short.provisions()} == expected

    def test_each_has_words_and_a_place(
        self, example: str, position: str, drafted: Drafted, library: Library
    ) -> None:
        short = drafted(example, "short", positions=positions(library, position))
        printed = {q.anchor for p in short.printed() for top in p.paragraphs for q in top.walk()}
        printed |= {p.anchor for p in short.printed()}
        for provision in short.provisions():
            assert provision.paragraphs, provision.clause.id
            assert provision.number
            assert provision.anchor in printed

    def test_every_reference_leads_somewhere(
        self, example: str, position: str, drafted: Drafted, library: Library
    ) -> None:
        short = drafted(example, "short", positions=positions(library, position))
        printed = (q for p in short.printed() for top in p.paragraphs for q in top.walk())
        inlines = [node for q in printed for node in q.inlines]
        inlines += [node for term in short.definitions for node in term.paragraph.inlines]
        assert all(node.shown for node in inlines if isinstance(node, Reference))


@pytest.mark.parametrize("example", SHORT)
def test_check_law_and_rules_say_the_same_of_both_forms(example: str) -> None:
    short, long = (check(EXAMPLES[example], form=form) for form in ("short", "long"))
    assert [(p.rule, p.message) for p in short.problems] == [(p.rule, p.message) for p in long.problems]
    outcomes = [{a.statute.id: a.outcome for a in found.assessments} for found in (short, long)]
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("example", SHORT)
def test_a_short_form_is_shorter(example: str, drafted: Drafted) -> None:
    words = [
        sum(
            len(str(getattr(node, "value", "") or getattr(node, "shown", "")).split())
            for p in drafted(example, form).printed()
            for top in p.paragraphs
            for q in top.walk()
            for node in q.inlines
        )
        for form in ("short", "long")
    ]
    assert words[0] < 0.75 * words[1]


def test_what_a_deal_lacks_is_left_out_with_its_paragraph(drafted: Drafted) -> None:
    model, guardian = drafted("release-model", "short"), drafted("release-guardian", "short")
    standing = [{p.clause.id for p in a.provisions()} for a in (model, guardian)]
    assert "release-guardian" in standing[1] - standing[0]
    uses = [next(p for p in a.printed() if p.clause.id == "released-uses") for a in (model, guardian)]
    assert [q.anchor.partition("/")[2] for q in uses[0].paragraphs] == ["1", "2", "4"]
    assert [q.anchor.partition("/")[2] for q in uses[1].paragraphs] == ["1", "2", "5"]


def test_a_term_may_mean_the_same_in_fewer_words(drafted: Drafted, library: Library) -> None:
    short, long = (drafted("likeness-consent", form) for form in ("short", "long"))
    meant = [{d.term: d.paragraph for d in a.definitions}["Protections"] for a in (short, long)]
    assert meant[0] != meant[1]
    files = library.definitions["Protections"]
    particular = next(d for d in files if d.id == "protections-of-a-person-in-short")
    general = next(d for d in files if d.id == "protections-of-a-person")
    assert files.index(particular) < files.index(general)


def test_the_position_is_the_most_protective_that_the_playbook_gives(
    drafted: Drafted, library: Library
) -> None:
    house = library.playbooks["agency"]
    for provision in drafted("release-model", "short").printed():
        if covered := provision.clause.covered():
            assert provision.position == min(map(house.position, covered), key=POSITIONS.index)


@pytest.mark.parametrize("house", ["agency", "marketplace", "studio"])
@pytest.mark.parametrize(
    "example",
    [
        "likeness-consent",
        "replica-rider",
        "aggregator-supply",
        "aggregator-sublicense",
        "bali-footage",
        "commissioned-shoot",
    ],
)
def test_what_a_house_holds_apart_stands_in_short_clauses_of_its_own(
    example: str, house: str, drafted: Drafted, library: Library
) -> None:
    """The short clauses join only what each of our houses gives one position, so that none moves."""
    short, long = (drafted(example, form, playbook=house, positions={}) for form in ("short", "long"))
    outline = library.outlines[short.outline].short
    assert outline is not None
    left_out = {omitted.clause for omitted in outline.omits}
    assert {p.clause.id: p.position for p in short.provisions()} == {
        p.clause.id: p.position for p in long.provisions() if p.clause.id not in left_out
    }


def _written(tmp_path: Path, further: str) -> Path:
    path = tmp_path / "deal.yaml"
    path.write_text(EXAMPLES["release-model"].read_text("utf-8") + further, "utf-8")
    return path


@pytest.mark.parametrize(
    "further",
    [
        "form: short\npositions: {release-safety: balanced}\n",
        "form: long\npositions: {released-never: balanced}\n",
    ],
)
def test_a_position_is_chosen_for_what_has_one_in_this_form(
    further: str, tmp_path: Path, library: Library
) -> None:
    with pytest.raises(Rejected) as refused:
        load_deal(_written(tmp_path, further), library)
    assert [p.rule for p in refused.value.problems] == ["contradictory"]


def test_a_position_of_a_short_clause_holds_for_all_that_it_stands_for(
    tmp_path: Path, library: Library
) -> None:
    deal = load_deal(_written(tmp_path, "form: short\npositions: {released-for: licensee}\n"), library)
    agreement = draft(deal, library)
    standing = {p.clause.id: p.position for p in agreement.provisions()}
    assert standing["release-payment"] == standing["release-revocation"] == "licensee"
    assert standing["release-safety"] != "licensee"
    assert [d.clause for d in agreement.deviations] == ["released-for"]


def test_a_deal_for_the_long_form_keeps_its_positions_where_a_short_clause_can_take_them(
    tmp_path: Path, library: Library
) -> None:
    """Naming all that a short clause says is naming it; a part at the house's position moves none."""
    further = "form: short\npositions: {release-payment: licensee, release-revocation: licensee}\n"
    agreement = draft(load_deal(_written(tmp_path, further), library), library)
    standing = {p.clause.id: p.position for p in agreement.provisions()}
    assert standing["release-payment"] == standing["release-revocation"] == "licensee"
    (deviation,) = agreement.deviations
    assert deviation.clause == "released-for"
    assert deviation.span is not None
    same = _written(tmp_path, "form: short\npositions: {release-safety: creator}\n")
    assert not draft(load_deal(same, library), library).deviations


@pytest.mark.parametrize(
    "further",
    [
        "form: short\npositions: {release-payment: licensee}\n",
        "form: short\npositions: {released-for: balanced, release-payment: licensee}\n",
    ],
)
def test_a_part_of_a_short_clause_has_no_position_of_its_own(
    further: str, tmp_path: Path, library: Library
) -> None:
    with pytest.raises(Rejected) as refused:
        load_deal(_written(tmp_path, further), library)
    assert {p.rule for p in refused.value.problems} == {"contradictory"}


def test_what_may_be_split_from_a_short_clause_stands_beside_it(tmp_path: Path, library: Library) -> None:
    never = replace(library.short["released-never"], split=("release-safety",))
    open_to_it = replace(library, short={**library.short, never.id: never})
    further = "form: short\npositions: {release-safety: balanced}\n"
    agreement = draft(load_deal(_written(tmp_path, further), open_to_it), open_to_it)
    protections = next(s for s in agreement.sections if s.id == "protections")
    assert [p.clause.id for p in protections.provisions] == ["released-never", "release-safety"]
    split, standing = agreement.provision("release-safety"), agreement.provision("release-limits")
    assert split is not None
    assert standing is not None
    assert (split.position, split.number, split.covers) == ("balanced", "2.2", ())
    assert standing.position != "balanced"
    assert "4" not in [q.anchor.partition("/")[2] for q in protections.provisions[0].paragraphs]


def test_a_type_without_a_short_form_says_so(tmp_path: Path, library: Library) -> None:
    with pytest.raises(Rejected) as refused:
        load_deal(EXAMPLES["notice-takedown"], library, form="short")
    assert [p.rule for p in refused.value.problems] == ["no-short-form"]


def test_a_short_clause_departs_with_all_that_it_stands_for(tmp_path: Path) -> None:
    path = _written(tmp_path, "form: short\npositions: {released-for: licensee}\n")
    (departure,) = memo(path).departures
    assert (departure.clause, departure.position, departure.section) == ("released-for", "licensee", "1.2")
    assert {effect.label for effect in departure.effects} == {"Payment", "Withdrawal"}
    assert all(effect.house != effect.here for effect in departure.effects)


@pytest.mark.parametrize("example", SHORT)
def test_every_deviation_of_a_short_form_is_a_departure(example: str, drafted: Drafted) -> None:
    made = memo(check(EXAMPLES[example], form="short"))
    assert {d.clause for d in made.departures} == {d.clause for d in drafted(example, "short").deviations}


def test_what_survives_is_listed_in_the_order_of_the_sections_and_as_a_whole_where_all_does(
    drafted: Drafted, library: Library
) -> None:
    supply = drafted("aggregator-supply", "short", positions=positions(library, "licensee"))
    survival = next(p for p in supply.provisions() if p.clause.id == "survival")
    listed = [n for q in survival.paragraphs for i in q.walk() for n in i.inlines if isinstance(n, Reference)]
    numbers = [n.shown for n in listed if not n.shown.startswith("Section")]
    assert numbers == sorted(
        numbers, key=lambda n: ([int(part) for part in n.partition("(")[0].split(".")], n)
    )
    standing = {p.clause.id: p for p in supply.printed()}
    assert standing["no-supply-besides"].number in numbers
    assert standing["buyers-chosen"].number + "(b)" in numbers
    assert standing["buyers-chosen"].number not in numbers
