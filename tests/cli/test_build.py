"""contracts build: the files it makes, and the files it leaves alone when it cannot."""

from __future__ import annotations

import json
import os
from pathlib import Path

import paper
import pytest
from casebook import BASE, changed
from shell import run, start

from contracts.render.formats import FORMATS

STANDARD = {
    "agreement.pdf",
    "summary.pdf",
    "summary.html",
    "memo.pdf",
    "memo-annex.pdf",
    "memo.json",
    "problems.json",
}
OF_SHORT = STANDARD - {"memo-annex.pdf"}
QUICK = ("--only", "text,problems")
"""Formats that are not laid out."""


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    path = tmp_path / "deal.yaml"
    path.write_text(BASE, "utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A deal that is wrong in itself."""
    path = tmp_path / "broken.yaml"
    path.write_text(changed(BASE, {"governing_law: US-CA": "governing_law: XX"}), "utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A deal that is right in itself and makes an agreement with an error: a clause of its own
    library refers to nothing."""
    clause = tmp_path / "mine" / "clauses" / "costs.md"
    clause.parent.mkdir(parents=True)
    text = run("clauses", "show", "costs").out
    clause.write_text(text.rstrip() + "\nSee [Nothing](#nothing).\n", "utf-8")
    path = tmp_path / "faulty.yaml"
    path.write_text(BASE + "positions: {costs: licensee}\n", "utf-8")
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


class TestFiles:
    """What is made, and where."""

    @pytest.mark.slow
    def test_a_starter_builds_as_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "deal.yaml").write_text(run("new", "footage-license").out, "utf-8")
        ran = run("build", "deal.yaml", "-o", "out", cwd=tmp_path)
        assert ran.code == 0, ran.err
        assert names(tmp_path / "out") == OF_SHORT
        assert {Path(line).name for line in ran.out.splitlines()} == OF_SHORT
        for name in OF_SHORT:
            content = (tmp_path / "out" / name).read_bytes()
            assert content.startswith(b"%PDF-") == name.endswith(".pdf")

    @pytest.mark.parametrize(
        "form", [name for name, made in FORMATS.items() if not made.file.endswith(".pdf")]
    )
    def test_only_what_is_asked_for(self, form: str, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path / "out", "--only", form).code == 0
        assert names(tmp_path / "out") == {FORMATS[form].file}

    def test_a_word_file_goes_by_the_way_in_which_it_is_signed(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path, "--only", "docx", "--wet").code == 0
        assert names(tmp_path) >= {"agreement-ink.docx"} and "agreement.docx" not in names(tmp_path)

    def test_the_deal_is_put_into_a_word_file_alone(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path / "out", "--only", "docx", "--embed").code == 0
        ran = run("build", deal, "-o", tmp_path / "none", "--only", "text", "--embed")
        assert ran.code == 2
        assert "bad-option" in ran.err
        assert names(tmp_path / "none") == set()

    def test_only_two(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path / "out", "--only", "text, problems").code == 0
        assert names(tmp_path / "out") == {"agreement.txt", "problems.json"}

    def test_a_format_that_there_is_not(self, deal: Path, tmp_path: Path) -> None:
        ran = run("build", deal, "-o", tmp_path / "out", "--only", "summery")
        assert ran.code == 2
        assert '"summary"' in ran.err
        assert names(tmp_path / "out") == set()

    def test_a_folder_below_folders_that_are_not_there(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path / "a" / "b" / "c", *QUICK).code == 0
        assert names(tmp_path / "a" / "b" / "c") == {"agreement.txt", "problems.json"}

    def test_files_of_an_earlier_build_are_replaced(self, deal: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir()
        (out / "agreement.txt").write_text("old")
        (out / "notes.txt").write_text("mine")
        assert run("build", deal, "-o", out, *QUICK).code == 0
        assert "Lumen Video Models Inc" in (out / "agreement.txt").read_text("utf-8")
        assert (out / "notes.txt").read_text() == "mine"
        assert names(out) == {"agreement.txt", "problems.json", "notes.txt"}

    def test_the_problems_are_those_of_the_check(self, deal: Path, tmp_path: Path) -> None:
        run("build", deal, "-o", tmp_path / "out", *QUICK)
        checked = json.loads(run("check", deal, "--format", "json").out)
        assert json.loads((tmp_path / "out" / "problems.json").read_text("utf-8")) == checked

    @pytest.mark.slow
    def test_paper(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path, "--only", "summary", "--paper", "letter").code == 0
        assert paper.sizes((tmp_path / "summary.pdf").read_bytes()) == {paper.LETTER}

    def test_a_paper_that_there_is_not(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path / "out", "--paper", "a5").code == 2


class TestErrors:
    """Errors stop a build: no file is made, and older ones stay as they were."""

    @pytest.mark.parametrize("options", [(), ("--draft",)], ids=["plain", "draft"])
    def test_a_deal_that_is_wrong_in_itself(
        self, options: tuple[str, ...], broken: Path, tmp_path: Path
    ) -> None:
        """There is nothing that a draft could be made of either."""
        assert run("build", broken, "-o", tmp_path / "out", *options).code == 1
        assert not (tmp_path / "out").exists()

    def test_an_agreement_with_an_error(self, faulty: Path, tmp_path: Path) -> None:
        ran = run("build", faulty, "-o", tmp_path / "out", "--library", tmp_path / "mine")
        assert ran.code == 1
        assert "dangling-reference" in ran.err
        assert not (tmp_path / "out").exists()

    def test_older_files_stay(self, faulty: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir()
        (out / "agreement.txt").write_text("old")
        assert run("build", faulty, "-o", out, "--library", tmp_path / "mine", *QUICK).code == 1
        assert (out / "agreement.txt").read_text() == "old"
        assert names(out) == {"agreement.txt"}

    def test_json_tells_what_stopped_it(self, faulty: Path, tmp_path: Path) -> None:
        ran = run("build", faulty, "-o", tmp_path / "out", "--library", tmp_path / "mine", "--format", "json")
        assert "dangling-reference" in [p["rule"] for p in json.loads(ran.out)["problems"]]

    @pytest.mark.slow
    def test_a_draft_is_made_all_the_same_and_says_so(self, faulty: Path, tmp_path: Path) -> None:
        made = "summary,summary-html,memo,memo-annex,memo-json,problems"
        options = ("--library", tmp_path / "mine", "--draft", "--only", made)
        ran = run("build", faulty, "-o", tmp_path / "out", *options)
        assert ran.code == 1
        assert names(tmp_path / "out") == STANDARD - {"agreement.pdf"}, ran.err
        memo, annex = (
            paper.text((tmp_path / "out" / name).read_bytes()).replace("- ", "-")
            for name in ("memo.pdf", "memo-annex.pdf")
        )
        assert "refers to nothing" in memo
        assert "dangling-reference" in annex
        assert json.loads((tmp_path / "out" / "memo.json").read_bytes())["verdict"] == "stop"
        assert "draft" in paper.text((tmp_path / "out" / "summary.pdf").read_bytes()).casefold()
        assert "draft" in (tmp_path / "out" / "summary.html").read_text("utf-8").casefold()

    def test_a_draft_of_a_clean_deal_is_clean(self, deal: Path, tmp_path: Path) -> None:
        assert run("build", deal, "-o", tmp_path / "out", "--draft", *QUICK).code == 0


class TestPlaces:
    """Where it cannot read or write."""

    def test_a_file_in_place_of_the_folder(self, deal: Path, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("a file")
        ran = run("build", deal, "-o", tmp_path / "out", *QUICK)
        assert ran.code == 2
        assert (tmp_path / "out").read_text() == "a file"

    def test_a_file_on_the_way_to_the_folder(self, deal: Path, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("a file")
        ran = run("build", deal, "-o", tmp_path / "a" / "out", *QUICK)
        assert ran.code == 2
        assert "cannot-write" in ran.err
        assert "Traceback" not in ran.err

    def test_a_folder_in_place_of_a_file_leaves_every_file_as_it_was(
        self, deal: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        (out / "problems.json").mkdir(parents=True)
        (out / "agreement.txt").write_text("old")
        ran = run("build", deal, "-o", out, *QUICK)
        assert ran.code == 2
        assert "cannot-write" in ran.err
        assert (out / "agreement.txt").read_text() == "old"
        assert names(out) == {"agreement.txt", "problems.json"}

    def test_a_folder_that_may_not_be_written(self, deal: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir(mode=0o555)
        if os.access(out, os.W_OK):
            pytest.skip("this user may write anywhere")
        ran = run("build", deal, "-o", out, *QUICK)
        assert ran.code == 2
        assert "cannot-write" in ran.err

    def test_a_deal_that_may_not_be_read(self, deal: Path, tmp_path: Path) -> None:
        deal.chmod(0)
        if os.access(deal, os.R_OK):
            pytest.skip("this user may read anything")
        assert run("build", deal, "-o", tmp_path / "out").code == 2

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    def test_standard_output_that_is_full(self, deal: Path) -> None:
        import subprocess
        import sys

        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "contracts", "check", deal, "--format", "json"],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode != 0
        assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_build_as_a_process(deal: Path) -> None:
    ran = start("build", deal.name, "-o", "out", *QUICK, cwd=deal.parent)
    assert ran.code == 0
    assert names(deal.parent / "out") == {"agreement.txt", "problems.json"}
    assert "Traceback" not in ran.err
