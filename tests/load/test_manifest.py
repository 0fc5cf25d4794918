"""The manifest: what a CSV file of clips may look like, and every faulty row of one that may not."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from casebook import BASE, Reported, cases, changed, reported
from hypothesis import given
from hypothesis import strategies as st

from contracts.load.deal.manifest import MAX_CELL, MAX_SECONDS, read_csv, seconds
from contracts.load.deal.read import read_deal
from contracts.load.deal.usage import read_usage
from contracts.model.clause import Library
from contracts.model.deal import Clip, Deal
from contracts.model.problem import Problem, Problems, Rejected
from contracts.speak.en import clock

TIERS = ("hd", "uhd")
HEADER = "id,title,duration,tier\n"


def read(text: str | bytes) -> tuple[tuple[Clip, ...], list[Problem]]:
    problems = Problems()
    source = text.encode() if isinstance(text, str) else text
    return read_csv(source, "footage.csv", TIERS, problems), problems.found


def place(rule: str, where: str) -> Reported:
    line, _, cell = where.partition(":")
    return Reported(int(line), int(cell or 0), rule)


@pytest.mark.parametrize("case", cases("manifest", "good"))
def test_good(case: dict[str, Any]) -> None:
    clips, problems = read(case["csv"])
    assert problems == []
    assert [[c.id, c.seconds, c.tier] for c in clips] == case["clips"]


@pytest.mark.parametrize("case", cases("manifest", "bad"))
def test_bad(case: dict[str, Any]) -> None:
    _, problems = read(case["csv"])
    assert reported(problems) == sorted(place(*problem) for problem in case["problems"])
    assert all(p.span and p.span.file == "footage.csv" and p.help for p in problems)
    if "suggests" in case:
        assert f'"{case["suggests"]}"' in problems[0].help
    if "names_line" in case:
        assert all(f"line {case['names_line']}" in p.message for p in problems)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings_that_say_so(encoding: str) -> None:
    clips, problems = read((HEADER + "A-1,Dünen – dawn,75,hd\n").encode(encoding))
    assert problems == []
    assert [c.title for c in clips] == ["Dünen – dawn"]


def test_a_usage_report_as_a_spreadsheet_saves_it() -> None:
    source = "sep=;\r\nperiod;kind;tier;quantity\r\n2027-H1;minutes;hd;0:01:15\r\n".encode("utf-16")
    assert [use.quantity for use in read_usage(source, "usage.txt", ["hd"])] == [75]


def test_a_faulty_row_is_left_out_and_the_others_are_read() -> None:
    clips, problems = read(HEADER + "A-1,Dawn,75,hd\nA-2,Noon,x,hd\nA-3,Dusk,75,hd\n")
    assert len(problems) == 1
    assert [c.id for c in clips] == ["A-1", "A-3"]


@pytest.mark.parametrize("size", [MAX_CELL + 1, 100_000, 200_000])
def test_a_huge_cell_is_one_problem(size: int) -> None:
    _, problems = read(HEADER + f"A-1,{'x' * size},75,hd\n")
    assert len(problems) == 1
    assert problems[0].rule in ("bad-value", "not-csv")
    assert len(problems[0].message) < 200


def test_a_cell_as_long_as_allowed() -> None:
    clips, problems = read(HEADER + f"A-1,{'y' * MAX_CELL},75,hd\n")
    assert (len(clips), problems) == (1, [])


def test_quoted_values_are_kept_as_written() -> None:
    (clip,), _ = read(HEADER + 'A-1,"Dawn, ""over""\ndunes",75,hd\n')
    assert clip.title == 'Dawn, "over"\ndunes'


def test_a_clip_knows_its_row() -> None:
    clips, _ = read(HEADER + 'A-1,"Dawn\nover dunes",75,hd\nA-2,Dusk,75,hd\n')
    assert [c.span.line for c in clips if c.span] == [2, 4]


@given(st.integers(1, MAX_SECONDS))
def test_a_length_reads_back_from_the_clock_it_is_printed_as(length: int) -> None:
    assert seconds(clock(length)) == length
    assert seconds(str(length)) == length


@given(st.text(max_size=12))
def test_any_text_is_a_length_or_none(text: str) -> None:
    found = seconds(text)
    assert found is None or found >= 0


@given(st.lists(st.lists(st.text(max_size=9), min_size=4, max_size=4), min_size=1, max_size=5))
def test_any_table_is_read_or_reported(rows: list[list[str]]) -> None:
    """Whatever the cells hold, a row becomes a clip or a problem of that row."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    clips, problems = read((HEADER + table.getvalue()).encode("utf-8", "surrogatepass"))
    assert clips or problems


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_reported(source: bytes) -> None:
    from contracts.model.problem import Unreadable

    try:
        clips, problems = read(HEADER.encode() + source)
    except Unreadable as unreadable:
        assert unreadable.problems
    else:
        assert clips or problems


class TestPlace:
    """The manifest lies in the deal's own folder; nothing outside it is opened."""

    @staticmethod
    def deal(name: str, folder: Path, library: Library) -> Deal:
        lines = '    - {id: A-1, title: Dawn, duration: "0:02:30", tier: uhd}\n'
        lines += "    - {id: A-2, title: Dusk, duration: 75, tier: hd}\n"
        text = changed(BASE, {"  clips:\n" + lines: f"  manifest: {name}\n"})
        return read_deal(text.encode(), "deal.yaml", folder, library)

    def rules(self, name: str, folder: Path, library: Library) -> list[str]:
        with pytest.raises(Rejected) as rejected:
            self.deal(name, folder, library)
        assert all(p.help for p in rejected.value.problems)
        return [p.rule for p in rejected.value.problems]

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder with a manifest, below one that holds another."""
        (tmp_path / "secret.csv").write_text(HEADER + "A-1,Dawn,75,hd\n")
        inside = tmp_path / "deal"
        (inside / "lists").mkdir(parents=True)
        (inside / "footage.csv").write_text(HEADER + "A-1,Dawn,75,hd\n")
        (inside / "lists" / "footage.csv").write_text(HEADER + "A-1,Dawn,75,hd\n")
        return inside

    @pytest.mark.parametrize(
        "name", ["footage.csv", "./footage.csv", "lists/footage.csv", "lists/../footage.csv"]
    )
    def test_inside(self, name: str, folder: Path, library: Library) -> None:
        manifest = self.deal(name, folder, library).manifest
        assert manifest is not None
        assert len(manifest.clips) == 1
        assert len(manifest.sha256) == 64

    @pytest.mark.parametrize("name", ["../secret.csv", "lists/../../secret.csv", "..", "/etc/passwd"])
    def test_outside(self, name: str, folder: Path, library: Library) -> None:
        assert self.rules(name, folder, library) == ["outside-folder"]

    def test_a_link_that_leads_outside(self, folder: Path, library: Library) -> None:
        (folder / "link.csv").symlink_to("../secret.csv")
        assert self.rules("link.csv", folder, library) == ["outside-folder"]

    def test_a_link_that_leads_to_a_folder_outside(self, folder: Path, library: Library) -> None:
        (folder / "up").symlink_to("..", target_is_directory=True)
        assert self.rules("up/secret.csv", folder, library) == ["outside-folder"]

    def test_a_link_that_stays_inside(self, folder: Path, library: Library) -> None:
        (folder / "link.csv").symlink_to("lists/footage.csv")
        assert self.deal("link.csv", folder, library).manifest is not None

    def test_a_link_to_itself(self, folder: Path, library: Library) -> None:
        (folder / "loop.csv").symlink_to("loop.csv")
        assert self.rules("loop.csv", folder, library) == ["no-such-file"]

    @pytest.mark.parametrize("name", ["nothing.csv", "~", "x" * 250])
    def test_no_such_file(self, name: str, folder: Path, library: Library) -> None:
        assert self.rules(f'"{name}"', folder, library) == ["no-such-file"]

    @pytest.mark.parametrize("name", ["lists", "."])
    def test_a_folder(self, name: str, folder: Path, library: Library) -> None:
        assert self.rules(f'"{name}"', folder, library) == ["not-a-file"]

    def test_a_name_with_a_null_byte(self, folder: Path, library: Library) -> None:
        assert set(self.rules('"a\\0b"', folder, library)) <= {"bad-value", "no-such-file"}

    def test_a_manifest_that_is_not_utf8(self, folder: Path, library: Library) -> None:
        (folder / "footage.csv").write_bytes(HEADER.encode() + "A-1,Äther,75,hd\n".encode("latin-1"))
        assert self.rules("footage.csv", folder, library) == ["not-utf8"]

    def test_the_clips_given_twice(self, folder: Path, library: Library) -> None:
        text = changed(BASE, {"  clips:\n": "  manifest: footage.csv\n  clips:\n"})
        with pytest.raises(Rejected) as rejected:
            read_deal(text.encode(), "deal.yaml", folder, library)
        assert [p.rule for p in rejected.value.problems] == ["contradictory"]
