"""The lock: one way to write it, and no two texts that share one. What does not fit it is found."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from casebook import HOME, changed
from desk import EXCHANGE, NOTICE, Desk, failing
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.load.deal.canonical import canonical, source_of
from contracts.load.yaml import read
from contracts.model.clause import Library
from contracts.model.lock import (
    FORMER,
    Lock,
    LockedFile,
    LockedText,
    Maker,
    NotALock,
    digest,
    fingerprint,
    from_json,
    to_json,
)
from contracts.model.problem import Rejected, Unreadable
from contracts.render import lock as locks
from contracts.render import sealed
from contracts.render.agreement import page
from contracts.seal.compare import differences

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
texts = st.builds(LockedText, words, words, words, words, words, words)
files = st.builds(LockedFile, words, words)
makers = st.lists(st.builds(Maker, words, words), max_size=3).map(tuple)
said = (*[words] * 7, files, st.none() | files, st.lists(texts).map(tuple), st.lists(texts).map(tuple))
made = st.builds(Lock, *said, makers, makers, st.lists(files).map(tuple)) | st.builds(
    Lock, *said, kind=st.just(FORMER)
)
json_values: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
)


class TestJson:
    @given(made)
    @settings(max_examples=40)
    def test_it_reads_back(self, lock: Lock) -> None:
        assert from_json(to_json(lock)) == lock

    @given(made, made)
    @settings(max_examples=30)
    def test_two_locks_have_two_fingerprints(self, one: Lock, other: Lock) -> None:
        assert (fingerprint(one) == fingerprint(other)) == (one == other)

    @given(st.binary(max_size=60) | json_values.map(lambda value: json.dumps(value).encode()))
    def test_anything_else_is_no_lock(self, source: bytes) -> None:
        with pytest.raises(NotALock):
            from_json(source)

    @given(made, st.data())
    @settings(max_examples=40)
    def test_nor_is_one_with_something_lost_added_or_of_another_kind(
        self, lock: Lock, data: st.DataObject
    ) -> None:
        value = json.loads(to_json(lock))
        name = data.draw(st.sampled_from(sorted(value.keys() - {"manifest"})))
        match data.draw(st.sampled_from(["lost", "added", "other"])):
            case "lost":
                del value[name]
            case "added":
                value["more"] = "x"
            case _:
                value[name] = 7
        with pytest.raises(NotALock):
            from_json(json.dumps(value).encode())


class TestContent:
    """What goes into it."""

    def test_comments_and_spaces_of_the_deal_do_not(self, desk: Desk) -> None:
        bare, _ = read(NOTICE.encode(), "deal.yaml")
        again = canonical(bare).decode()
        assert again != NOTICE
        one, other = desk.drafted(NOTICE), desk.drafted(again)
        assert source_of(one.deal) == source_of(other.deal)
        assert sealed.render(one) == sealed.render(other)

    @pytest.mark.parametrize(
        ("old", "new"),
        [("normal: 48", "normal: 47"), ("Sanggingan 24", "Sanggingan 25"), ("2027-03-09", "2027-03-10")],
    )
    def test_a_word_of_the_deal_does(self, old: str, new: str, desk: Desk) -> None:
        one, other = (self.lock_of(text, desk) for text in (NOTICE, changed(NOTICE, {old: new})))
        assert fingerprint(one) != fingerprint(other)
        assert one.deal.sha256 != other.deal.sha256

    def test_each_clause_and_definition_is_in_it(self, desk: Desk) -> None:
        agreement = desk.drafted(NOTICE)
        found = self.lock_of(NOTICE, desk)
        assert [c.id for c in found.clauses] == [p.clause.id for p in agreement.provisions()]
        assert [d.id for d in found.definitions] == [d.term for d in agreement.definitions]
        assert found.deal.sha256 == digest(source_of(agreement.deal))

    def test_so_is_whatever_words_or_lays_out(self, desk: Desk) -> None:
        found = self.lock_of(NOTICE, desk)
        makers = {maker.name: maker.version for maker in (*found.worded_by, *found.laid_out_by)}
        named = {"babel", "cldr", "num2words", "pycountry", "weasyprint", "pydyf", "fonttools", "uharfbuzz"}
        assert named | {"pango", "harfbuzz", "zlib"} <= makers.keys()
        assert all(makers.values())
        assert found.tool and found.library

    def test_so_is_each_font(self, desk: Desk) -> None:
        files = {path.name: digest(path.read_bytes()) for path in (HOME / "templates/fonts").glob("*.ttf")}
        assert files
        assert {font.file: font.sha256 for font in self.lock_of(NOTICE, desk).fonts} == files

    def lock_of(self, text: str, desk: Desk) -> Lock:
        agreement = desk.drafted(text)
        return locks.lock(agreement, source_of(agreement.deal), "a4", "fields")


class TestDifferences:
    """What differs is named clause by clause."""

    @given(made)
    @settings(max_examples=40)
    def test_nothing_differs_from_itself(self, lock: Lock) -> None:
        assert differences(lock, lock) == ()

    @pytest.mark.parametrize("what", ["position", "text", "source", "number", "version"])
    def test_one_thing_of_one_clause(self, what: str) -> None:
        clause = LockedText("takedown", "1.0.0", "creator", "2.1", "a", "b")
        then = Lock("1", "1", "a", "r", "a4", "fields", "t", LockedFile("d", "e"), None, (clause,), ())
        now = replace(then, clauses=(replace(clause, **{what: "other"}),))
        (found,) = differences(then, now)
        assert "takedown" in found
        assert all("takedown" in d for d in (*differences(then, replace(then, clauses=())), found))


@pytest.mark.slow
@pytest.mark.usefixtures("laid_out_once")
class TestVerify:
    """A file whose parts do not fit each other, laid out by the dishonest party's own copy of the tool."""

    def altered(self, deal: str, desk: Desk, /, **changes: Any) -> bytes:
        """A file of a deal with another lock inside it."""
        make = locks.lock

        def other(*arguments: Any) -> Lock:
            return replace(make(*arguments), **changes)

        with patch.object(sealed, "lock", other):
            return desk.build(deal)

    @pytest.mark.parametrize(
        "changes",
        [
            {"text": "0" * 64},
            {"reference": "2026-999"},
            {"agreement": "notice"},
            {"clauses": ()},
            {"definitions": (LockedText("Work", "1", "", "", "", ""),)},
            {"deal": LockedFile("deal.yaml", "0" * 64)},
            {"deal": LockedFile("../../etc/passwd", "0" * 64)},
            {"manifest": LockedFile("clips.csv", "0" * 64)},
            {"paper": "letter"},
            {"signing": "ink"},
            {"library": "0.9.0"},
            {"tool": "0.0.1"},
        ],
        ids=" ".join,
    )
    def test_a_lock_that_says_otherwise(self, changes: dict[str, Any], desk: Desk) -> None:
        assert not desk.verify(self.altered(EXCHANGE, desk, **changes)).holds

    @pytest.mark.parametrize("changes", [{"paper": "b5"}, {"signing": "handshake"}], ids=["paper", "way"])
    def test_a_lock_of_something_that_nobody_lays_out(self, changes: dict[str, Any], desk: Desk) -> None:
        with pytest.raises(Unreadable):
            desk.verify(self.altered(EXCHANGE, desk, **changes))

    def test_another_deal_under_a_lock_that_fits_it(self, two: bytes, desk: Desk) -> None:
        """Pages of one deal; deal and lock of another, and they fit each other."""
        other = changed(EXCHANGE, {"normal: 48": "normal: 72"})
        agreement = desk.drafted(other)
        with patch.object(sealed, "page", lambda _, **how: pages_of_another(desk, **how)):
            made = sealed.render(agreement)
        assert failing(desk.verify(made)) == {"pages"}

    def test_a_deal_that_makes_nothing(self, desk: Desk) -> None:
        with patch.object(sealed, "source_of", lambda _: b"agreement: exchange\n"):
            made = desk.build(EXCHANGE)
        assert {"text", "pages"} <= failing(desk.verify(made))

    def test_both_altered_alike_is_another_agreement_with_another_fingerprint(
        self, two: bytes, desk: Desk
    ) -> None:
        """Nothing in it is false. Who compares the fingerprint sees that it is not what was agreed."""
        other = desk.build(changed(EXCHANGE, {"normal: 48": "normal: 72"}))
        assert desk.verify(other).holds
        assert desk.verify(other).fingerprint != desk.verify(two).fingerprint


def pages_of_another(desk: Desk, **how: Any) -> str:
    return page(desk.drafted(EXCHANGE), **how)


@pytest.mark.slow
class TestLibraryThatHasMovedOn:
    """The file says which clauses read otherwise now, and what to do."""

    def moved(self, library: Library, words: str) -> Library:
        clause = library.clauses["notice-takedown"]
        positions = {
            name: replace(p, body=replace(p.body, text=p.body.text.replace("demands", words)))
            for name, p in clause.positions.items()
        }
        newer = replace(clause, version="9.0.0", positions=positions)
        return replace(library, version="9.0.0", clauses={**library.clauses, clause.id: newer})

    def test_other_words(self, signed: bytes, desk: Desk) -> None:
        verdict = replace(desk, library=self.moved(desk.library, "asks")).verify(signed)
        assert {"text", "pages"} <= failing(verdict)
        (text,) = (p for p in verdict.proofs if p.name == "text")
        assert "notice-takedown" in text.says
        assert text.help

    def test_the_signatures_are_as_good_as_ever(self, signed: bytes, desk: Desk) -> None:
        verdict = replace(desk, library=self.moved(desk.library, "asks")).verify(signed)
        assert all(s.holds for s in verdict.signatures)
        assert not verdict.holds

    def test_nobody_signs_it_unlooked_at(self, two: bytes, desk: Desk) -> None:
        newer = replace(desk, library=self.moved(desk.library, "asks"))
        with pytest.raises(Rejected):
            newer.sign(two, "licensor", check=True)
        assert newer.sign(two, "licensor")
