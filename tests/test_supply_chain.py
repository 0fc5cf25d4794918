"""The bill of materials says what the lock says, and a look for advisories says what it could not look at."""

from __future__ import annotations

import json
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType
from typing import Any

import pytest
from casebook import HOME
from packaging.requirements import Requirement
from test_lock_files import PROJECT, locked, version

BILL = json.loads((HOME / "sbom.cdx.json").read_text("utf-8"))
PARTS: dict[str, dict[str, Any]] = {part["name"]: part for part in BILL["components"]}


def script(name: str) -> ModuleType:
    loader = SourceFileLoader(name, str(HOME / "scripts" / name))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    made = module_from_spec(spec)
    loader.exec_module(made)
    return made


class TestBill:
    """If one of these fails: run `make lock`."""

    def test_it_is_cyclonedx(self) -> None:
        assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")
        assert BILL["metadata"]["component"]["name"] == "contracts"

    def test_every_package_of_the_lock_and_no_other(self) -> None:
        lock = locked("requirements.lock")
        assert {name: part["version"] for name, part in PARTS.items()} == {
            name: str(version(entry)) for name, entry in lock.items()
        }
        for name, entry in lock.items():
            (files,) = PARTS[name]["externalReferences"]
            held = {f"--hash=sha256:{h['content']}" for h in files["hashes"]}
            assert held == set(entry[1:])

    def test_what_the_tool_needs_is_marked(self) -> None:
        needed = {Requirement(line).name.lower() for line in PROJECT["project"]["dependencies"]}
        assert {PARTS[name]["scope"] for name in needed} == {"required"}
        assert PARTS["pytest"]["scope"] == "excluded"
        assert PARTS["fsspec"]["scope"] == "optional"
        (own,) = (d for d in BILL["dependencies"] if d["ref"] == "contracts")
        assert {re.split("[/@]", ref)[1] for ref in own["dependsOn"]} == needed

    def test_nothing_in_it_changes_from_one_time_to_the_next(self) -> None:
        assert "timestamp" not in BILL["metadata"]
        assert len({part["bom-ref"] for part in BILL["components"]}) == len(BILL["components"])

    def test_it_goes_into_the_wheel(self) -> None:
        assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["sbom-files"] == ["sbom.cdx.json"]


FOUND = {"name": "a", "version": "1", "vulns": [{"id": "GHSA-1", "fix_versions": ["2"]}]}
CLEAN = {"name": "b", "version": "1", "vulns": []}
LEFT = {"name": "c", "skip_reason": "not found"}


class TestAdvisories:
    @pytest.mark.parametrize(
        ("answer", "code", "words"),
        [
            ([CLEAN], 0, "1 packages looked up"),
            ([CLEAN, FOUND], 1, "GHSA-1"),
            ([CLEAN, LEFT], 0, "1 of them NOT: c"),
            (None, 0, "NOT looked up"),
        ],
        ids=["clean", "known", "in part", "no database"],
    )
    def test_what_is_said(
        self,
        answer: Any,
        code: int,
        words: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        looks = script("advisories")
        monkeypatch.setattr(looks, "looked_up", lambda lock, service: answer)
        assert looks.main(["requirements.lock"]) == code
        assert words in capsys.readouterr().out

    @pytest.mark.parametrize(
        "out", ["", "no network", "{}", "[]", '{"dependencies": [{"skip_reason": "x"}]}']
    )
    def test_what_is_no_answer(self, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
        looks = script("advisories")

        class Ran:
            stdout = out

        monkeypatch.setattr(looks.subprocess, "run", lambda *a, **k: Ran)
        assert looks.looked_up(HOME / "requirements.lock", "osv") is None
