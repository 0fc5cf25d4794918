"""What came back is taken into the deal, as far as the floor lets it, and what follows from it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from cameback import added, came_back
from casebook import BASE, EXAMPLES, cases, changed

from contracts.draft.returned.readings import Readings, lines_of
from contracts.load.deal.edit import Append, Drop, Edit, Put, edited
from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.inline import plain_text
from contracts.model.negotiated import Line, Negotiated, Touched
from contracts.model.problem import Unreadable
from contracts.pipeline import check
from contracts.pipeline.accepting import accept, consequences, understood
from contracts.pipeline.results import Checked


def base(library: Library, form: str = "long", more: str = "") -> Checked:
    return check(changed(BASE, {"form: long": f"form: {form}"}) + more, library=library)


def changed_words(case: Mapping[str, Any], checked: Checked, library: Library) -> Negotiated:
    """What a case has come back: words changed, sections taken out, put in, or put at another position."""
    changes: dict[str, Any] = {
        passage: lambda words, made=made: _replaced(words, made)
        for passage, made in case.get("edit", {}).items()
    }
    changes |= dict.fromkeys(case.get("without", ()))
    new = tuple(added(*words) for words in case.get("added", ()))
    found = came_back(checked.agreement, changes, new)
    readings = Readings(checked.agreement, library)
    for clause, position in case.get("at", {}).items():
        other = readings.positions.at(clause, position)
        assert other is not None
        lines = tuple(Line("", plain_text(line)) for line in lines_of(other))
        found = replace(
            found,
            passages=tuple(
                replace(p, touched=Touched.EDITED, after=lines) if p.id == clause else p
                for p in found.passages
            ),
        )
    return found


def _replaced(words: str, made: Mapping[str, str]) -> str:
    words = words.replace("\u00a0", " ")
    for old, new in made.items():
        words = words.replace(old, new)
    return words


@pytest.mark.parametrize("case", cases("cameback"))
def test_what_came_back(case: Mapping[str, Any], library: Library) -> None:
    """`new` are rules that speak then and did not before; `deal` is what the new deal says, by dotted path;
    `refused` are passages that it cannot take."""
    checked = base(library, case.get("form", "long"), case.get("deal_has", ""))
    found = changed_words(case, checked, library)
    meant = understood(checked, found)
    told = {m.passage: m.says for m in meant}
    for passage, says in case.get("says", {}).items():
        assert told[passage] == says
    if "new" in case:
        rules = {c.problem.rule for c in consequences(checked, found, meant)}
        assert rules == set(case["new"])
    if "deal" in case or "refused" in case:
        taken = accept(checked, found, case.get("accept", ["all"]))
        assert [r.passage for r in taken.refused] == case.get("refused", [])
        assert all(r.why for r in taken.refused)
        document, _ = read(taken.source, "deal.yaml")
        for path, value in case.get("deal", {}).items():
            here: Any = document
            for step in path.split("."):
                here = here[int(step)] if step.isdecimal() else here.get(step)
            assert here == value, path
        assert taken.checked.clean or not checked.clean


def test_nothing_follows_from_a_file_that_is_as_we_wrote_it(library: Library) -> None:
    for form in ("long", "short"):
        checked = base(library, form)
        found = came_back(checked.agreement, {})
        assert understood(checked, found) == ()
        assert consequences(checked, found, ()) == ()
        assert accept(checked, found, ["all"]).source == checked.agreement.deal.source


def test_a_name_of_nothing_they_changed_is_refused(library: Library) -> None:
    checked = base(library)
    found = came_back(checked.agreement, {"late-payment": None})
    with pytest.raises(Unreadable):
        accept(checked, found, ["takedown"])


def test_we_answer_with_the_position_that_the_standard_falls_back_to(library: Library) -> None:
    checked = base(library)
    edit = {"audit": lambda words: words.replace("Licensor", "an independent expert of Licensee")}
    (meaning,) = understood(checked, came_back(checked.agreement, edit))
    assert meaning.counter_position == "balanced"
    readings = Readings(checked.agreement, library)
    other = readings.positions.at("audit", "balanced")
    assert other is not None
    assert meaning.counter == tuple(plain_text(line) for line in lines_of(other))


EDITS: tuple[Edit, ...] = (
    Put(("protection", "takedown", "normal"), 60),
    Put(("parties", "licensor", "name"), 'A "B": #c'),
    Put(("grant", "purposes"), ("training", "display")),
    Put(("positions", "takedown"), "balanced"),
    Append(("riders",), {"title": "A: b", "text": "One.\n\n(a) Two.", "replaces": "takedown"}),
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_edit_changes_nothing_besides(name: str) -> None:
    """Each line that stays is the same line; the edit itself is held against what it must read as."""
    source = EXAMPLES[name].read_bytes()
    for edit in EDITS:
        made = edited(source, "deal.yaml", [edit])
        kept, lines = source.decode().splitlines(), set(made.decode().splitlines())
        assert sum(line not in lines for line in kept) <= 3
        comments = [line for line in kept if line.lstrip().startswith("#")]
        assert [line for line in made.decode().splitlines() if line.lstrip().startswith("#")] == comments
    assert (
        edited(edited(source, "d", [Put(("schedule", "print"), "full")]), "d", [Drop(("schedule",))])
        == source
    )


def test_an_edit_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(Unreadable):
        edited(
            b"riders: [{title: A, text: b}]\n",
            "deal.yaml",
            [Append(("riders",), {"title": "B", "text": "c"})],
        )


def test_what_nothing_says_any_more_is_taken_out_and_told(library: Library) -> None:
    checked = base(library, more="transparency: {audit_shortfall_percent: 7}\n")
    edit = {"audit": lambda words: words.replace("Licensor", "an expert")}
    taken = accept(checked, came_back(checked.agreement, edit), ["audit"])
    assert "transparency.audit_shortfall_percent" in taken.done[0].says
    document, _ = read(taken.source, "deal.yaml")
    assert "transparency" not in document
