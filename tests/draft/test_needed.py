"""What a clause file says of its own paragraphs and of the cover: what is not needed is not printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from casebook import BASE, ReadDeal, changed

from contracts.check.library import broken_reference, cover_of_one_position
from contracts.draft import draft
from contracts.load.library.read import read_clause
from contracts.model.agreement import Agreement, Reference
from contracts.model.clause import Clause, Library
from contracts.model.deal import Deal
from contracts.model.problem import Problems

TEXT = """\
---
id: no-set-off
version: 1.0.0
heading: {creator: No Set-Off, balanced: No Set-Off, licensee: Set-Off}
family: money
cover:
  - label: Set-off
    text: {creator: none, balanced: for sums agreed, licensee: "for any claim"}
  - label: Shown at most
    when: {grant.display.max_seconds: present}
    text: {creator: "{{ grant.display.max_seconds | seconds }}", balanced: "so long", licensee: "so long"}
paragraphs:
  creator/2: {when: {grant.display.max_seconds: present}}
  creator/3.1: {when: {grant.sublicensing: processors}}
  creator/plain-2: {when: {grant.display.max_seconds: present}}
---

## creator
> They pay you in full.
>
> A clip may be shown for {{ grant.display.max_seconds | seconds }}.

1. _Licensee_ shall pay in full.
2. _Licensee_ may show {{ grant.display.max_seconds | seconds }} of a clip.
3. _Licensee_ shall not set off a sum, other than:
   1. a sum that a _Processor_ holds; and
   2. a sum agreed under [paragraph 1](#paragraph-1).
4. [Paragraph 3](#paragraph-3) binds each successor.

## balanced
> They pay you in full.

_Licensee_ shall pay in full.

## licensee
> They may take off what you owe them.

_Licensee_ may set off any claim.
"""


def clause(text: str = TEXT) -> Clause:
    problems = Problems()
    read = read_clause(text.encode(), "no-set-off.md", problems)
    assert read is not None
    assert problems.found == []
    return read


def with_clause(library: Library, text: str = TEXT) -> Library:
    return replace(library, clauses={**library.clauses, "no-set-off": clause(text)})


def made(
    library: Library, read: ReadDeal, changes: Mapping[str, str], position: str = "creator"
) -> Agreement:
    deal: Deal = read(changed(BASE, changes) + f"positions: {{no-set-off: {position}}}\n")
    return draft(deal, with_clause(library))


SHOWN = {"  models: {": "  purposes: [training, display]\n  display: {max_seconds: 5}\n  models: {"}


class TestParagraphs:
    """Numbers close up over what is left out, and references follow."""

    def test_left_out(self, library: Library, read: ReadDeal) -> None:
        provision = made(library, read, {}).provision("no-set-off")
        assert provision is not None
        assert [p.label for p in provision.paragraphs] == ["(a)", "(b)", "(c)"]
        assert [o.number for o in provision.omitted] == ["plain-2", "2", "3.1"]
        assert all(o.because for o in provision.omitted), "explain says why"

    def test_what_is_left_alone_needs_no_number(self, library: Library, read: ReadDeal) -> None:
        provision = made(library, read, {}).provision("no-set-off")
        assert provision is not None
        (only,) = provision.paragraphs[1].children
        assert only.label == ""

    def test_references_follow(self, library: Library, read: ReadDeal) -> None:
        provision = made(library, read, {}).provision("no-set-off")
        assert provision is not None
        shown = [
            n.shown for p in provision.paragraphs[2].walk() for n in p.inlines if isinstance(n, Reference)
        ]
        assert shown == ["Paragraph\u00a0(b)"]

    def test_in_where_its_condition_holds(self, library: Library, read: ReadDeal) -> None:
        provision = made(library, read, SHOWN).provision("no-set-off")
        assert provision is not None
        assert [p.label for p in provision.paragraphs] == ["(a)", "(b)", "(c)", "(d)"]
        assert len(provision.plain) > 1


class TestCover:
    """A row belongs to its clause at the position that stands, and so does a heading."""

    @pytest.mark.parametrize(
        ("position", "text"),
        [("creator", "none"), ("balanced", "for sums agreed"), ("licensee", "for any claim")],
    )
    def test_row_of_the_position(self, library: Library, read: ReadDeal, position: str, text: str) -> None:
        agreement = made(library, read, {}, position)
        (row,) = [r for r in agreement.key_terms if r.label == "Set-off"]
        provision = agreement.provision("no-set-off")
        assert provision is not None
        assert (row.see, row.number) == ("no-set-off", provision.number)
        assert "".join(getattr(n, "value", "") for n in row.inlines) == text

    def test_heading_of_the_position(self, library: Library, read: ReadDeal) -> None:
        provision = made(library, read, {}, "licensee").provision("no-set-off")
        assert provision is not None
        assert provision.heading == "Set-Off"

    def test_a_row_under_a_condition(self, library: Library, read: ReadDeal) -> None:
        labels = [[r.label for r in made(library, read, c).key_terms] for c in ({}, SHOWN)]
        assert ["Shown at most" in found for found in labels] == [False, True]


class TestLint:
    """Faults of a clause file that only the library shows."""

    def found(self, library: Library, text: str) -> list[str]:
        return [
            f.message for f in broken_reference.check(with_clause(library, text)) if "no-set-off" in f.message
        ]

    def test_clean(self, library: Library) -> None:
        assert self.found(library, TEXT) == []

    def test_a_condition_of_no_paragraph(self, library: Library) -> None:
        assert len(self.found(library, TEXT.replace("creator/2:", "creator/9:"))) == 1

    def test_a_reference_to_a_paragraph_that_may_be_out(self, library: Library) -> None:
        pointed = TEXT.replace("[Paragraph 3](#paragraph-3)", "[Paragraph 2](#paragraph-2)")
        assert len(self.found(library, pointed)) == 1

    def test_one_text_for_positions_that_differ(self, library: Library) -> None:
        one = TEXT.replace('{creator: none, balanced: for sums agreed, licensee: "for any claim"}', "none")
        for text, faults in ((TEXT, 0), (one, 1)):
            found = cover_of_one_position.check(with_clause(library, text))
            assert len([f for f in found if "no-set-off" in f.message]) == faults
