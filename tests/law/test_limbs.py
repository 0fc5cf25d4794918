"""Every limb of every statute, met and cured in a whole deal: starters in, what a check says of them out.

`tests/cases/limbs/` holds the cases. In `deal` each limb that a case names is met; `cure` changes the
field that the limb points at, and it is met no more; `beside` is whatever else such a cure needs. What
only a deal of another type cures is cured by `instead`, and a limb that is met wherever a clause is
missing by the library whole, where the deal was drafted from one without the clauses `lacking`, or without
a paragraph of one (`data-consent/1.5`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from casebook import TESTS
from starters import written

from contracts.check.law import RULES, assess, cure
from contracts.draft.facts import before_the_law
from contracts.load.library.layers import NEVER
from contracts.load.library.read import load_library
from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.problem import Rejected
from contracts.model.statute import Assessment, Limb, Statute
from contracts.pipeline import Checked, check

FOLDER = TESTS / "cases" / "limbs"
KEYS = {"limbs", "type", "deal", "as_of", "lacking", "cure", "beside", "instead", "always"}
UNMET = {"limbs", "type", "deal", "as_of", "lacking", "errors", "always", "because"}
LIBRARY = load_library()
LIMBS = {f"{s.id} {limb.id}": (s, limb) for s in LIBRARY.statutes.values() for limb in s.limbs}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file, and the limb of it that is asked about."""

    limb: str
    told: Mapping[str, Any]

    @property
    def statute(self) -> Statute:
        return LIMBS[self.limb][0]

    @property
    def wanted(self) -> Limb:
        return LIMBS[self.limb][1]

    def looked_at(self, *changes: Any, type_: str = "", lacking: Sequence[str] = ()) -> Checked:
        kind = type_ or self.told.get("type", "footage-license")
        day = self.told.get("as_of")
        return _looked_at(written(kind, *changes), date.fromisoformat(day) if day else None, tuple(lacking))

    def met(self) -> Checked:
        return self.looked_at(self.told.get("deal", {}), lacking=self.told.get("lacking", ()))


@cache
def _looked_at(text: str, as_of: date | None, lacking: tuple[str, ...]) -> Checked:
    return check(text.encode(), library=without(lacking), as_of=as_of)


@cache
def without(clauses: tuple[str, ...]) -> Library:
    """The library as a house would lay its own over it to have these clauses out of every agreement, or
    these paragraphs of a clause."""
    found = dict(LIBRARY.clauses)
    for name in clauses:
        clause, _, number = name.partition("/")
        left = found.pop(clause)
        if number:
            assert number in left.telling("creator"), "a paragraph that tells a fact"
            positions = {k: replace(p, when={**p.when, number: NEVER}) for k, p in left.positions.items()}
            found[clause] = replace(left, positions=positions)
    return replace(LIBRARY, clauses=found)


def _cases(files: Any, keys: set[str]) -> Iterator[Case]:
    for path in files:
        listed, _ = read(path.read_bytes(), path.name)
        for told in listed:
            assert not set(told) - keys, f"{path.name}: {told['limbs']}: {set(told) - keys}"
            for limb in told["limbs"]:
                yield Case(limb, told)


OUT_OF_REACH = FOLDER / "out-of-reach.yaml"
MET = list(_cases((p for p in sorted(FOLDER.glob("*.yaml")) if p != OUT_OF_REACH), KEYS))
NEVER_MET = list(_cases([OUT_OF_REACH], UNMET))


def named(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=case.limb) for case in cases]


@pytest.mark.parametrize("limb", LIMBS)
def test_every_limb_has_a_case(limb: str) -> None:
    """A new limb without a case, and a case of a limb that there is not, are found here."""
    met, never = {c.limb for c in MET}, {c.limb for c in NEVER_MET}
    assert limb in met | never
    assert limb not in met & never, "a limb that a deal meets is not out of reach"


def test_every_case_is_of_a_limb() -> None:
    assert {c.limb for c in (*MET, *NEVER_MET)} <= set(LIMBS)


@pytest.mark.parametrize("case", named(MET))
def test_it_is_met(case: Case) -> None:
    """The outcome names the limb, at the field that would cure it, and says of it all that it must."""
    checked = case.met()
    found = assessment(checked, case.statute)
    assert case.wanted.id in limbs(found), (found.outcome, found.because, limbs(found))
    said = [p for p in checked.problems if p.message.startswith(f"{case.limb},")]
    assert len(said) == 1
    (met,) = (met for met in found.met if met.limb is case.wanted)
    assert (said[0].rule, said[0].severity) == RULES[met.outcome]
    field = cure(case.wanted, checked.agreement.deal)
    assert f"(at {field})" in said[0].help
    if (place := written_at(field, checked)) is not None:
        assert said[0].span == place
    hides_no_other(case, checked)


@pytest.mark.parametrize("case", named(MET))
def test_it_is_cured_at_its_field(case: Case) -> None:
    """What the limb points at is what has to change; the statute still reaches the deal, and is content."""
    deal, told = case.told.get("deal", {}), case.told
    if "always" in told:
        assert not {"cure", "instead", "beside", "lacking"} & set(told)
        return
    if "lacking" in told:
        cured = case.looked_at(deal)
    elif "instead" in told:
        assert case.wanted.field in ("agreement", "parties"), "only a deal of another type cures these"
        cured = case.looked_at(told["instead"].get("deal", {}), type_=told["instead"]["type"])
    else:
        for path in leaves(told["cure"]):
            assert near(path, case.wanted.field), f"{path} is not at {case.wanted.field}"
        cured = case.looked_at(deal, told.get("beside", {}), told["cure"])
    found = assessment(cured, case.statute)
    assert found.outcome != "not-applicable", found.because
    assert case.wanted.id not in limbs(found), found.because


@pytest.mark.parametrize("case", named(NEVER_MET))
def test_it_cannot_be_met(case: Case) -> None:
    """A limb that no deal of ours meets says why: the deal is refused, or what it misses is always there."""
    told = case.told
    assert told["because"]
    if "errors" in told:
        with pytest.raises(Rejected) as refused:
            case.met()
        assert {p.rule for p in refused.value.problems} == set(told["errors"])
    else:
        checked = case.met()
        assert checked.agreement.deal.fact(told["always"]).value is not None
        found = assessment(checked, case.statute)
        assert found.outcome != "not-applicable"
        assert case.wanted.id not in limbs(found)


def hides_no_other(case: Case, checked: Checked) -> None:
    """Each limb asked by itself, as if the statute had no other, is said as well, or within one that is."""
    facts, found = before_the_law(checked.agreement), assessment(checked, case.statute)
    alone = {
        limb.id: limb
        for limb in case.statute.limbs
        if assess(replace(case.statute, limbs=(limb,)), facts, checked.as_of).met
    }
    for limb in alone.values():
        assert limb.id in limbs(found) or set(limb.within) & set(alone)
    told = [p for p in checked.problems if p.message.startswith(f"{case.statute.id} ")]
    assert len(told) == len(found.met)


def assessment(checked: Checked, statute: Statute) -> Assessment:
    return next(a for a in checked.assessments if a.statute.id == statute.id)


def limbs(found: Assessment) -> set[str]:
    return {met.limb.id for met in found.met}


def written_at(field: str, checked: Checked) -> Any:
    """Where the deal states the field itself; None where it does not."""
    return checked.agreement.deal.span(field)


def leaves(changes: Any, path: str = "") -> Iterator[str]:
    if isinstance(changes, Mapping):
        for key, below in changes.items():
            yield from leaves(below, f"{path}.{key}" if path else str(key))
    else:
        yield path


def near(path: str, field: str) -> bool:
    """Whether a change at `path` is a change of `field`: the same, above it or below it."""
    changed, wanted = path.split("."), field.split(".")
    return all(b in (a, "*") for a, b in zip(changed, wanted, strict=False))
