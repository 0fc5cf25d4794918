"""Each command: what it prints, and the code it ends with."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import masters
import pytest
from casebook import BASE, EXAMPLES, changed
from shell import Ran, run, start

from contracts.check.run import AGREEMENT_RULES, LIBRARY_RULES
from contracts.cli import COMMANDS
from contracts.load.codes import CODES
from contracts.model.agreement import Agreement
from contracts.model.clause import Library

BROKEN = {
    "governing_law: US-CA": "governing_law: XX",
    "role: creator": "role: creater",
    "{months: 24}": "{months: 0}",
}
PLACES = [("bad-value", 7, 11), ("out-of-range", 25, 18), ("unknown-country", 4, 16)]
"""The rules and places of BROKEN."""


UNNEEDED = (
    "babel",
    "contracts.batch",
    "contracts.check.parity",
    "contracts.draft.bilingual",
    "contracts.load.library.beside",
    "contracts.load.library.read",
    "contracts.proof",
    "contracts.render.pdf",
    "contracts.seal",
    "difflib",
    "docx",
    "fontTools",
    "jinja2",
    "markdown_it",
    "num2words",
    "openpyxl",
    "pycountry",
    "pyhanko",
    "rich",
    "weasyprint",
)
"""What a check of a deal in plain letters starts without, once the library is kept."""


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    path = tmp_path / "deal.yaml"
    path.write_text(BASE, "utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(changed(BASE, BROKEN), "utf-8")
    return path


def tidy(ran: Ran) -> bool:
    """Whether a run told its faults to the user: no traceback, no fault of ours."""
    return ran.code in (0, 1, 2) and "Traceback" not in ran.err and "internal fault" not in ran.err


class TestEvery:
    """What holds of every command."""

    @pytest.mark.parametrize("name", COMMANDS)
    def test_help(self, name: str) -> None:
        ran = run(name, "--help")
        assert ran.code == 0
        assert name in ran.out

    def test_the_list_of_them(self) -> None:
        ran = run("--help")
        assert ran.code == 0
        assert all(name in ran.out and says in " ".join(ran.out.split()) for name, says in COMMANDS.items())

    def test_the_version(self) -> None:
        assert re.search(r"\d+\.\d+\.\d+", run("--version").out)

    def test_one_that_there_is_not(self) -> None:
        ran = run("chekc")
        assert ran.code == 2
        assert tidy(ran)

    def test_none(self) -> None:
        assert tidy(run())

    def test_an_option_that_there_is_not(self, deal: Path) -> None:
        assert run("check", deal, "--loudly").code == 2

    @pytest.mark.parametrize("name", ["check", "build", "explain"])
    def test_a_deal_that_is_not_there(self, name: str, tmp_path: Path) -> None:
        ran = run(name, tmp_path / "nothing.yaml")
        assert ran.code == 2
        assert tidy(ran)
        assert "no-such-file" in ran.err

    @pytest.mark.parametrize("name", ["check", "build", "explain"])
    def test_a_deal_that_is_a_folder(self, name: str, tmp_path: Path) -> None:
        assert run(name, tmp_path).code == 2

    @pytest.mark.parametrize("name", ["check", "build", "explain"])
    def test_a_deal_that_is_not_yaml(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "deal.yaml").write_text("a: [")
        ran = run(name, tmp_path / "deal.yaml")
        assert (ran.code, tidy(ran)) == (2, True)

    @pytest.mark.parametrize("name", ["check", "build", "explain"])
    def test_a_deal_with_faults(self, name: str, broken: Path) -> None:
        ran = run(name, broken)
        assert (ran.code, tidy(ran)) == (1, True)

    @pytest.mark.parametrize("name", ["check", "build", "explain"])
    def test_a_library_that_is_not_there(self, name: str, deal: Path, tmp_path: Path) -> None:
        ran = run(name, deal, "--library", tmp_path / "nothing")
        assert (ran.code, tidy(ran)) == (2, True)
        assert "no-such-file" in ran.err


class TestCheck:
    """contracts check DEAL"""

    @pytest.mark.parametrize("example", EXAMPLES)
    def test_an_example_is_clean(self, example: str) -> None:
        ran = run("check", EXAMPLES[example])
        assert ran.code == 0, ran.err

    def test_every_problem_at_once_with_its_place_and_its_line(self, broken: Path) -> None:
        ran = run("check", broken)
        for rule, line, column in PLACES:
            assert f"{broken}:{line}:{column}: " in ran.err
            assert f"[{rule}]" in ran.err
        assert "governing_law: XX" in ran.err
        assert "^" in ran.err
        assert "help: " in ran.err

    def test_the_mark_stands_below_the_words(self, broken: Path) -> None:
        lines = run("check", broken).err.splitlines()
        at = next(i for i, line in enumerate(lines) if line.endswith("governing_law: XX"))
        assert lines[at + 1].index("^") == lines[at].index("XX")
        assert lines[at + 1].count("^") == 2

    def test_json(self, broken: Path) -> None:
        ran = run("check", broken, "--format", "json")
        found = json.loads(ran.out)["problems"]
        assert sorted((p["rule"], p["line"], p["column"]) for p in found) == PLACES
        assert {p["severity"] for p in found} == {"error"}
        assert all(p["file"] == str(broken) and p["message"] and p["help"] for p in found)
        assert ran.code == 1

    def test_json_of_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        ran = run("check", tmp_path / "nothing.yaml", "--format", "json")
        assert [p["rule"] for p in json.loads(ran.out)["problems"]] == ["no-such-file"]
        assert ran.code == 2

    def test_json_of_a_clean_deal(self, deal: Path) -> None:
        ran = run("check", deal, "--format", "json")
        assert isinstance(json.loads(ran.out)["problems"], list)

    def test_github(self, broken: Path) -> None:
        ran = run("check", broken, "--format", "github")
        lines = ran.out.splitlines()
        assert len(lines) == len(PLACES)
        for rule, line, column in PLACES:
            start = f"::error file={broken},line={line},col={column},title={rule}::"
            assert any(found.startswith(start) for found in lines)

    def test_github_escapes_what_would_end_a_command(self, tmp_path: Path) -> None:
        (tmp_path / "a,b.yaml").write_text(changed(BASE, {"role: creator": 'role: "100%\\n::error::x"'}))
        (line,) = run("check", tmp_path / "a,b.yaml", "--format", "github").out.splitlines()
        assert "a%2Cb.yaml" in line
        assert "100%25%0A" in line

    def test_a_terminal_is_not_driven_by_a_deal(self, tmp_path: Path) -> None:
        (tmp_path / "deal.yaml").write_text(changed(BASE, {"role: creator": 'role: "\\e[31mred\\e[0m"'}))
        assert "\x1b" not in run("check", tmp_path / "deal.yaml").err

    def test_a_faulty_row_of_the_manifest_is_shown(self, tmp_path: Path) -> None:
        (tmp_path / "deal.yaml").write_text(EXAMPLES["bali-footage"].read_text("utf-8"), "utf-8")
        (tmp_path / "footage.csv").write_text("id,title,duration,tier\nA-1,Dawn,75,hd\nA-1,Dusk,x,sd\n")
        ran = run("check", "deal.yaml", cwd=tmp_path)
        assert ran.code == 1
        for rule, cell in (("duplicate-clip", 1), ("bad-duration", 3), ("unknown-tier", 4)):
            assert re.search(rf"footage\.csv:3:{cell}: .*\[{rule}\]", ran.err)

    def test_warnings_count_if_they_are_asked_to(self, deal: Path) -> None:
        problems = json.loads(run("check", deal, "--format", "json").out)["problems"]
        assert run("check", deal, "--strict").code == (1 if problems else 0)

    @pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "12/01/2026"])
    def test_a_day_that_there_is_not(self, day: str, deal: Path) -> None:
        assert run("check", deal, "--as-of", day).code == 2


class TestNew:
    """contracts new TYPE"""

    def test_the_types(self, library: Library) -> None:
        ran = run("new")
        assert ran.code == 0
        assert all(outline in ran.out for outline in library.outlines)

    @pytest.mark.slow
    def test_a_starter_checks_clean_as_it_is(self, library: Library, tmp_path: Path) -> None:
        (tmp_path / "master.pdf").write_bytes(masters.pages())  # which an order form is under
        for outline in library.outlines:
            ran = run("new", outline)
            assert ran.code == 0
            (tmp_path / "deal.yaml").write_text(ran.out, "utf-8")
            checked = run("check", "deal.yaml", cwd=tmp_path)
            assert checked.code == 0, f"{outline}: {checked.err}"

    def test_a_starter_explains_itself(self) -> None:
        assert run("new", "footage-license").out.count("#") > 20

    @pytest.mark.slow
    def test_a_type_of_one_s_own(self, tmp_path: Path) -> None:
        folder = tmp_path / "templates" / "agreements"
        folder.mkdir(parents=True)
        (folder / "mine.yaml").write_text(
            "id: mine\ntitle: T\nsummary_title: S\ntraits: {grants: []}\n"
            "parties: {}\nrecitals: []\nkey_terms: []\nsections: []\n"
        )
        without = run("new", "mine", "--library", tmp_path)
        assert (without.code, tidy(without)) == (2, True)
        (folder / "mine.starter.yaml").write_text("agreement: mine\n")
        assert run("new", "mine", "--library", tmp_path).out == "agreement: mine\n"

    def test_a_type_that_there_is_not(self) -> None:
        ran = run("new", "footage-licence")
        assert (ran.code, tidy(ran)) == (2, True)
        assert '"footage-license"' in ran.err


class TestExplain:
    """contracts explain DEAL [CLAUSE]"""

    def test_every_clause_is_explained(self, deal: Path, library: Library) -> None:
        ran = run("explain", deal)
        assert ran.code == 0
        explained = {
            line.split()[0 if line[2] == " " else 1] for line in ran.out.splitlines() if "because" in line
        }
        assert explained == set(library.clauses)

    def test_one_clause_with_its_reason_and_place(self, deal: Path) -> None:
        ran = run("explain", deal, "licence-term")
        assert ran.code == 0
        assert "grant.term.months is 24" in ran.out
        assert f"{deal.name}:25" in ran.out

    def test_one_that_is_out(self, deal: Path) -> None:
        ran = run("explain", deal, "grant-display")
        assert ran.code == 0
        assert "grant.purposes" in ran.out

    def test_one_that_there_is_not(self, deal: Path) -> None:
        ran = run("explain", deal, "take-down")
        assert ran.code == 2
        assert '"takedown"' in ran.err


class TestClauses:
    """contracts clauses list|show|lint|translate"""

    def test_list(self, library: Library) -> None:
        ran = run("clauses", "list")
        assert ran.code == 0
        assert all(c.id in ran.out and c.heading in ran.out for c in library.clauses.values())

    def test_list_of_a_family(self, library: Library) -> None:
        lines = run("clauses", "list", "--family", "money").out.splitlines()
        known = (*library.clauses.values(), *library.short.values())
        assert len(lines) == sum(c.family == "money" for c in known)

    def test_show(self) -> None:
        ran = run("clauses", "show", "takedown")
        assert ran.code == 0
        assert (
            ran.out == (Path(EXAMPLES["minimal"]).parents[2] / "clauses/protections/takedown.md").read_text()
        )

    def test_show_one_that_there_is_not(self) -> None:
        ran = run("clauses", "show", "take-down")
        assert ran.code == 2
        assert '"takedown"' in ran.err

    @pytest.mark.slow
    def test_our_own_library_is_clean(self) -> None:
        ran = run("clauses", "lint")
        assert ran.code == 0, ran.err

    @pytest.mark.slow
    def test_a_faulty_clause_is_reported_with_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "clauses" / "mine.md"
        path.parent.mkdir()
        path.write_text(
            "---\nid: mine\nversion: 1.0.0\nheading: Mine\nfamily: general\n---\n\n"
            "## creator\n> Plain.\n\nSee [Nothing](#nothing).\n"
        )
        ran = run("clauses", "lint", "--library", tmp_path)
        assert (ran.code, tidy(ran)) == (1, True)
        assert f"{path}:11" in ran.err

    def test_how_much_of_it_each_language_says(self) -> None:
        ran = run("clauses", "lint", "--coverage", "--format", "json")
        told = json.loads(ran.out)
        assert (told["kind"], [one["language"] for one in told["languages"]]) == ("coverage", ["id"])
        assert ran.code == (1 if told["problems"] else 0)

    @pytest.mark.slow
    def test_what_a_language_lacks_is_written_once(self, tmp_path: Path) -> None:
        ran = run("clauses", "translate", "nl", "-o", tmp_path)
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert (ran.code, ran.out.split()[0]) == (0, str(len(files)))
        assert run("clauses", "translate", "nl", "-o", tmp_path).out.startswith("0 files")

    def test_a_library_is_not_translated_into_its_own_language(self, tmp_path: Path) -> None:
        ran = run("clauses", "translate", "en", "-o", tmp_path)
        assert (ran.code, tidy(ran), list(tmp_path.iterdir())) == (2, True, [])


class TestRules:
    """contracts rules [ID]"""

    def test_list(self) -> None:
        ran = run("rules")
        assert ran.code == 0
        assert all(rule in ran.out for rule in (*AGREEMENT_RULES, *LIBRARY_RULES, *CODES))

    @pytest.mark.parametrize("rule", [*AGREEMENT_RULES, *LIBRARY_RULES, *CODES])
    def test_page(self, rule: str) -> None:
        ran = run("rules", rule)
        assert ran.code == 0
        assert rule in ran.out
        assert len(ran.out.splitlines()) >= 3

    def test_one_that_there_is_not(self) -> None:
        ran = run("rules", "undefined-terms")
        assert ran.code == 2
        assert '"undefined-term"' in ran.err


class TestSchema:
    """contracts schema"""

    @pytest.mark.parametrize(
        ("what", "holds"), [((), "parties"), (("deal",), "parties"), (("memo",), "verdict")]
    )
    def test_it_is_json(self, what: tuple[str, ...], holds: str) -> None:
        ran = run("schema", *what)
        assert ran.code == 0
        made = json.loads(ran.out)
        assert made["$schema"].startswith("https://json-schema.org/")
        assert holds in made["properties"]

    def test_of_nothing_else(self) -> None:
        assert run("schema", "lock").code == 2


@pytest.mark.slow
class TestOverlay:
    """--library DIR lays a folder over our library."""

    @pytest.fixture
    def mine(self, tmp_path: Path, library: Library) -> Path:
        text = re.sub(r"(?m)^version: .*$", "version: 7.7.7", run("clauses", "show", "takedown").out, count=1)
        path = tmp_path / "mine" / "clauses" / "takedown.md"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        return tmp_path / "mine"

    def test_its_clause_is_the_one_listed(self, mine: Path) -> None:
        assert re.search(r"takedown +7\.7\.7", run("clauses", "list", "--library", mine).out)
        assert "7.7.7" in run("clauses", "show", "takedown", "--library", mine).out

    def test_its_clause_is_the_one_explained(self, mine: Path, deal: Path) -> None:
        assert (
            str(mine / "clauses" / "takedown.md") in run("explain", deal, "takedown", "--library", mine).out
        )

    def test_ours_is_as_it_was(self, mine: Path) -> None:
        assert "7.7.7" not in run("clauses", "show", "takedown").out


@pytest.mark.slow
class TestProcess:
    """The same as a process: exit codes as a shell sees them."""

    def test_clean(self, deal: Path) -> None:
        assert start("check", deal.name, cwd=deal.parent).code == 0

    def test_problems(self, broken: Path) -> None:
        ran = start("check", broken.name, cwd=broken.parent)
        assert (ran.code, tidy(ran)) == (1, True)
        assert ran.out == ""
        assert f"{broken.name}:4:16: " in ran.err

    def test_unreadable(self, tmp_path: Path) -> None:
        ran = start("check", "nothing.yaml", cwd=tmp_path)
        assert (ran.code, tidy(ran)) == (2, True)

    def test_a_reader_that_goes_away_is_no_fault(self, tmp_path: Path) -> None:
        import subprocess
        import sys

        script = f"{sys.executable} -m contracts clauses list | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, capture_output=True, check=True, text=True
        )
        assert "Traceback" not in done.stderr

    def test_a_check_loads_nothing_that_only_others_need(self, deal: Path, tmp_path: Path) -> None:
        import subprocess
        import sys

        script = (
            "import sys; sys.argv = ['contracts', 'check', 'deal.yaml']\n"
            "from contracts.cli import main\n"
            "try: main()\n"
            f"except SystemExit: print(*(m for m in {list(UNNEEDED)!r} if m in sys.modules))"
        )
        kept = os.environ | {"CONTRACTS_CACHE": str(tmp_path / "kept")}
        loaded = [
            subprocess.run(
                [sys.executable, "-c", script], cwd=deal.parent, env=kept, capture_output=True, check=True
            ).stdout.split()
            for _ in range(2)
        ]
        assert b"contracts.load.library.read" in loaded[0]
        assert loaded[1] == []


def test_every_number_that_explain_prints_is_the_agreement_s(
    agreements: Mapping[str, Agreement],
) -> None:
    out = run("explain", EXAMPLES["minimal"]).out
    for provision in agreements["minimal"].provisions():
        assert re.search(rf"^  {re.escape(provision.number)} +{provision.clause.id} ", out, re.MULTILINE)
