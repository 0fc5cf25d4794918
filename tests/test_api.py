"""The public API: its page is true, its options are looked at, and a deal may come in any shape."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from casebook import EXAMPLES, HOME
from hypothesis import given
from hypothesis import strategies as st

import contracts
from contracts import pipeline
from contracts.load.deal.canonical import source_of
from contracts.load.deal.mapping import read_mapping
from contracts.load.yaml import read

PAGE = HOME / "docs" / "api.md"
MINIMAL = EXAMPLES["minimal"]


def document() -> dict[str, Any]:
    """The minimal deal as a plain mapping."""
    found, _ = read(MINIMAL.read_bytes(), "deal.yaml")
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
def test_the_examples_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOME)
    blocks = re.findall(r"```pycon\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) > 8
    whole = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "api.md", str(PAGE), 0)
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(whole, out=told.append)
    assert "".join(told) == ""


class TestNames:
    def test_every_name_is_there(self) -> None:
        assert {name for name in contracts.__all__ if not hasattr(contracts, name)} == set()
        assert set(contracts.__all__) <= set(dir(contracts))

    def test_every_name_is_on_the_page(self) -> None:
        page = PAGE.read_text("utf-8")
        calls = [name for name in contracts.__all__ if name.islower() and not name.startswith("_")]
        assert [name for name in calls if f"`{name}" not in page] == []

    @pytest.mark.parametrize("name", sorted(set(contracts.__all__) - {"__version__"}))
    def test_every_name_says_what_it_is(self, name: str) -> None:
        assert getattr(contracts, name).__doc__

    def test_a_name_that_there_is_not(self) -> None:
        with pytest.raises(AttributeError):
            _ = contracts.checks  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        "before",
        ["import contracts", "import contracts.check.run, contracts.load.files", "import contracts.cli"],
    )
    def test_functions_are_functions_whatever_was_imported_before(self, before: str) -> None:
        code = f"{before}\nimport contracts\nfrom contracts import check, load\n"
        code += "assert callable(check) and callable(contracts.load), (check, contracts.load)\n"
        code += "import contracts.check.index\nassert callable(contracts.check)"
        subprocess.run([sys.executable, "-c", code], cwd=HOME, check=True)

    def test_the_import_is_fast(self) -> None:
        """Nothing that takes time is read before it is needed."""
        code = "import sys, contracts; print(*sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=HOME, check=True, capture_output=True, text=True
        )
        loaded = set(done.stdout.split())
        assert not loaded & {"yaml", "cerberus", "jinja2", "click", "weasyprint", "contracts.pipeline"}


CALLS = ("open_library", "load", "check", "build", "explain", "compare", "calc", "clauses", "law", "verify")
OPTIONS = [
    (c, o) for c in (*CALLS, "key", "token") for o in inspect.signature(getattr(contracts, c)).parameters
]
"""Every option of every call; `sign` takes those of `verify` and its own, which have cases below."""


class TestOptions:
    """An option is one that there is, or the call says so: nothing is passed over."""

    @pytest.mark.parametrize(
        "options",
        [
            {"paper": "a5"},
            {"paper": "A4"},
            {"paper": 4},
            {"paper": None},
            {"way": "hellosign"},
            {"way": "wet"},
            {"way": ["ink"]},
            {"only": "pdx"},
            {"only": ("text", "word")},
            {"only": [None]},
            {"only": 3},
            {"draft": True, "way": "docusign"},
            {"as_of": "2026-12-01"},
            {"as_of": datetime(2026, 12, 1, tzinfo=UTC)},
            {"as_of": 20261201},
        ],
        ids=str,
    )
    def test_of_a_build(self, options: Mapping[str, Any]) -> None:
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.build(MINIMAL, **{"only": "text", **options})
        assert {p.rule for p in caught.value.problems} == {"bad-option"}
        assert all(p.help for p in caught.value.problems)

    def test_all_of_them_at_once(self) -> None:
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.build(MINIMAL, only=("text", "word", "pdx"), paper="a5", way="hellosign")
        assert len(caught.value.problems) == 4

    def test_they_are_looked_at_before_the_deal(self, tmp_path: Path) -> None:
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.build(tmp_path / "nothing.yaml", paper="a5")
        assert {p.rule for p in caught.value.problems} == {"bad-option"}

    @pytest.mark.parametrize(
        "call",
        [
            lambda: contracts.explain(MINIMAL, "take-down"),
            lambda: contracts.compare(MINIMAL, "agencies"),
            lambda: contracts.clauses("notices"),
            lambda: contracts.check(MINIMAL, as_of="today"),  # type: ignore[arg-type]
            lambda: contracts.check(17),  # type: ignore[arg-type]
            lambda: contracts.check(None),  # type: ignore[arg-type]
            lambda: contracts.check(["a deal"]),  # type: ignore[arg-type]
            lambda: contracts.verify(b"%PDF", now=datetime(2026, 12, 1)),
            lambda: contracts.verify(b"%PDF", now=date(2026, 12, 1)),  # type: ignore[arg-type]
        ],
        ids=range(9),
    )
    def test_of_the_others(self, call: Any) -> None:
        with pytest.raises(contracts.Unreadable) as caught:
            call()
        assert {p.rule for p in caught.value.problems} == {"bad-option"}

    @pytest.mark.parametrize(
        "options",
        [
            {},
            {"field": "licensor", "seal": True},
            {"field": "licensor", "level": "B-X"},
            {"field": "licensor", "level": "B-T"},
            {"field": "licensor", "level": "B-LT", "tsa": "https://tsa.example"},
            {"field": "licensor", "now": "now"},
        ],
        ids=str,
    )
    def test_of_a_signature(self, options: Mapping[str, Any]) -> None:
        key = contracts.key(b"no key is looked at before the options", "")
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.sign(b"%PDF", key, **{"now": datetime(2026, 12, 1, tzinfo=UTC), **options})
        assert {p.rule for p in caught.value.problems} == {"bad-option"}

    @pytest.mark.parametrize(("call", "option"), OPTIONS)
    def test_no_value_of_another_kind_gets_further(self, call: str, option: str) -> None:
        """Whatever the call and the option: it is refused as one, never passed over, never a third error."""
        right = {"deal": MINIMAL, "usage": b"", "pdf": b"%PDF", "key": b"", "source": b"", "passphrase": ""}
        right |= {"configuration": b"", "setup": "", "now": datetime(2026, 12, 1, tzinfo=UTC)}
        function = getattr(contracts, call)
        asked = inspect.signature(function).parameters
        given = {n: right[n] for n, p in asked.items() if p.default is inspect.Parameter.empty}
        with pytest.raises(contracts.Unreadable) as caught:
            function(**{**given, option: object()})
        assert {p.rule for p in caught.value.problems} == {"bad-option"}

    def test_a_build_of_what_was_checked_is_that_of_the_deal(self) -> None:
        whole = contracts.build(MINIMAL, only="text").files
        assert contracts.build(contracts.check(MINIMAL), only=["text"]).files == whole


class TestShapes:
    """A deal is the same, whichever way it comes."""

    def test_one_deal_four_ways(self) -> None:
        found = [
            contracts.check(MINIMAL),
            contracts.check(str(MINIMAL)),
            contracts.check(MINIMAL.read_bytes(), folder=MINIMAL.parent),
            contracts.check(MINIMAL.read_text("utf-8"), folder=MINIMAL.parent),
            contracts.check(document(), folder=MINIMAL.parent),
            contracts.check(contracts.load(MINIMAL)),
        ]
        texts = {contracts.build(checked, only="text").files["agreement.txt"] for checked in found}
        assert len(texts) == 1
        assert len({source_of(checked.agreement.deal) for checked in found}) == 1

    def test_a_place_in_a_mapping_is_a_path_of_keys(self) -> None:
        deal = document()
        deal["parties"]["licensor"]["residence"] = "Atlantis"
        deal["assets"] = {"description": "clips", "clips": [{"id": "a", "duration": "1:00"}, {"id": "b"}]}
        with pytest.raises(contracts.Rejected) as caught:
            contracts.load(deal, name="offer")
        places = {str(p.span) for p in caught.value.problems}
        assert "offer!parties.licensor.residence" in places
        assert "offer!assets.clips[1]" in places

    def test_a_reason_names_the_path_of_keys(self) -> None:
        chosen = {**document(), "form": "long", "positions": {"takedown": "balanced"}}
        why = contracts.explain(chosen, "takedown")
        assert "deal.yaml!positions.takedown" in why[0].position_because

    @pytest.mark.parametrize(
        ("value", "place"),
        [
            (object(), "deal.yaml!grant"),
            ({"a": {1, 2}}, "deal.yaml!grant.a"),
            ([b"bytes"], "deal.yaml!grant[0]"),
            (float("nan"), "deal.yaml!grant"),
            (Decimal("Infinity"), "deal.yaml!grant"),
            (10**50, "deal.yaml!grant"),
            ("\ud800", "deal.yaml!grant"),
            (datetime(2026, 12, 1, tzinfo=UTC), "deal.yaml!grant"),
            ({3: "three"}, "deal.yaml!grant.3"),
            ({"\udfff": 1}, "deal.yaml!grant.'\\udfff'"),
        ],
        ids=range(10),
    )
    def test_what_no_deal_can_hold(self, value: object, place: str) -> None:
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.load({**document(), "grant": value})
        assert [(p.rule, str(p.span)) for p in caught.value.problems] == [("wrong-type", place)]

    def test_a_mapping_that_holds_itself(self) -> None:
        deal = document()
        deal["grant"] = deal
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.load(deal)
        assert {p.rule for p in caught.value.problems} == {"too-large"}

    def test_a_mapping_larger_than_any_deal(self) -> None:
        with pytest.raises(contracts.Unreadable) as caught:
            contracts.load({**document(), "reference": "x" * 5_000_000})
        assert {p.rule for p in caught.value.problems} == {"too-large"}

    def test_a_manifest_is_looked_for_where_it_is_said(self) -> None:
        path = EXAMPLES["bali-footage"]
        assert contracts.check(path.read_bytes(), folder=path.parent).clean
        with pytest.raises(contracts.Rejected) as caught:
            contracts.check(path.read_bytes())
        assert {p.rule for p in caught.value.problems} == {"no-such-file"}

    def test_a_usage_report_as_bytes(self) -> None:
        path = EXAMPLES["bali-footage"]
        usage = path.with_name("usage.csv")
        assert contracts.calc(path, usage) == contracts.calc(path, usage.read_bytes())


sums = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.text(max_size=8), sums)
mappings = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=6), mappings, max_size=4))
def test_a_mapping_reads_as_it_is_or_is_refused(mapping: dict[str, Any]) -> None:
    try:
        found, spans, source = read_mapping(mapping, "deal.yaml")
    except contracts.Unreadable as unreadable:
        assert unreadable.problems
        return
    assert found == mapping
    assert (read(source, "deal.yaml")[0] or {}) == mapping
    assert all(span.file == "deal.yaml" for span in spans.values.values())


def test_the_pipeline_holds_the_same_names() -> None:
    assert set(contracts.__all__) - {"__version__"} <= set(pipeline.__all__)
