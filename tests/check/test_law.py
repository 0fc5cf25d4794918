"""What `check` says of a statute: which limb, at which field, with which waiver, and all at once."""

from __future__ import annotations

from pathlib import Path

from casebook import BASE

from contracts.model.clause import Library
from contracts.model.problem import Problem, Severity
from contracts.pipeline import Checked, check

RIDER = """\
agreement: replica-rider
reference: R-1
effective_date: 2026-12-01
governing_law: US-NY
parties:
  licensee:
    role: ai-developer
    kind: company
    name: Tide Games Inc.
    residence: US-NY
    jurisdiction: US-NY
    signatory: {name: Ana Roe, title: Director}
  licensor:
    role: performer
    kind: person
    name: Ivo Lund
    residence: US-NY
    signatory: {name: Ivo Lund}
    COUNSEL
replica:
  granted: true
  modalities: [voice]
  uses: [game]
  description:
    project: Tide
    role: narrator
    content: the lines of the narrator
    quantity: 40 lines
    media: [game]
    territory: worldwide
    start: 2027-01-01
    end: 2027-12-31
  fee: {per_use: 500.00}
money: {currency: USD}
"""


def law(source: str, library: Library, folder: Path) -> tuple[Checked, list[Problem]]:
    checked = check(source.encode(), folder=folder, library=library)
    return checked, [p for p in checked.problems if p.rule.startswith("law-")]


def of(statute: str, problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if p.message.startswith(statute + " ")]


def line(source: str, words: str) -> int:
    return next(i for i, text in enumerate(source.splitlines(), 1) if words in text)


def test_it_points_at_the_performer_and_not_at_the_other_side(library: Library, tmp_path: Path) -> None:
    source = RIDER.replace("COUNSEL", "known_as: Ivo")
    _, problems = law(source, library, tmp_path)
    (found,) = of("US-NY-5302", problems)
    assert found.span is not None
    assert line(source, "licensor:") < found.span.line <= line(source, "known_as")
    assert "parties.licensor.counsel" in found.help
    assert "licensee" not in found.message


def test_it_names_the_limb_that_fails_and_its_own_cure(library: Library, tmp_path: Path) -> None:
    counsel = "counsel: {name: Ann Reyes, negotiated_replica_terms: true}"
    source = RIDER.replace("COUNSEL", counsel)
    _, problems = law(source, library, tmp_path)
    (found,) = of("US-NY-5302", problems)
    assert found.message.startswith("US-NY-5302 counsel-unsigned, ")
    assert "parties.licensor.replica_terms_separately_signed" in found.help


def test_a_fail_hides_no_second_finding(library: Library, tmp_path: Path) -> None:
    source = BASE.replace("residence: US-CA", "residence: NL", 1) + "rights: {pay_rights_waived: true}\n"
    source = source.replace("money:\n", "money:\n  flat_fee: 900.00\n")
    tiers = [text for text in source.splitlines() if "rate_card" in text or "tiers" in text]
    for text in tiers:
        source = source.replace(text + "\n", "")
    checked, problems = law(source, library, tmp_path)
    found = of("EU-DSM-18-23", problems)
    assert {p.severity for p in found} == {Severity.ERROR, Severity.WARNING}
    assessment = next(a for a in checked.assessments if a.statute.id == "EU-DSM-18-23")
    assert assessment.outcome == "fail"
    assert {met.limb.id for met in assessment.met} == {"rights-waived", "lump-sum"}


def test_who_can_waive_what_stands_with_the_first_of_a_statute_s_findings(
    library: Library, tmp_path: Path
) -> None:
    source = RIDER.replace("COUNSEL", "known_as: Ivo").replace("    project: Tide\n", "")
    _, problems = law(source, library, tmp_path)
    for statute in library.statutes.values():
        if found := of(statute.id, problems):
            assert sum(statute.waivers in p.help for p in found) == 1


def test_a_country_in_the_deal_says_which_part_it_stands_for(library: Library, tmp_path: Path) -> None:
    source = BASE + "nexus: {distribution: [US]}\npeople: {synthetic: true}\n"
    checked, _ = law(source, library, tmp_path)
    reached = next(a for a in checked.assessments if a.statute.id == "US-NY-396B")
    assert reached.outcome != "not-applicable"
    assert "nexus.distribution" in reached.read


def test_every_statute_says_who_can_waive_what_and_where_it_was_read(library: Library) -> None:
    for statute in library.statutes.values():
        assert statute.waiver
        assert statute.sources
        assert statute.waivers.startswith(statute.waiver[0].by)
