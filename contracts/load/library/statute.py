"""A rule of law as YAML in; a Statute out.

Its test deals stand last in the file, under `tests:`. They are for the tests: a run of the tool
does not read that far.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any

from contracts.load.files import resource
from contracts.load.library.conditions import Reader
from contracts.load.library.nexus import reach
from contracts.load.spec import Trusted
from contracts.load.suggest import suggest
from contracts.load.yaml import Spans, read
from contracts.model.condition import All, Condition
from contracts.model.deal import Path
from contracts.model.problem import Problems, Span
from contracts.model.statute import Authority, Limb, Statute, Waivable


def read_statute(source: bytes, file: str, problems: Problems) -> Statute | None:
    """One statute. Returns None, and adds to `problems`, where the file has not the shape of one."""
    value, spans = read(source.partition(b"\ntests:")[0], file)
    validator = _validator()
    if not isinstance(value, dict):
        problems.add("wrong-type", "the file is not a mapping", Span(file, 1))
        return None
    if not validator.right(value, spans, problems):
        return None
    if value["id"].lower() != PurePath(file).stem:
        where = spans.values[("id",)]
        problems.add("wrong-id", f'the id is "{value["id"]}", the file {PurePath(file).name}', where)
    reading = _Reading(value, spans, Reader(spans, problems), problems)
    return Statute(
        id=value["id"],
        title=value["title"],
        citation=value["citation"],
        jurisdiction=value["jurisdiction"],
        status=value["status"],
        effective=reading.day("effective"),
        last_verified=reading.day("last_verified"),
        confidence=value["confidence"],
        sources=tuple(
            Authority(s["of"], s["how"], reading.day("sources", i, "on"), s.get("where", ""))
            for i, s in enumerate(value["sources"])
        ),
        summary=_line(value["summary"]),
        undecidable=tuple(_line(u) for u in value["undecidable"]),
        waiver=tuple(Waivable(_line(w["what"]), w["by"], _line(w.get("how", ""))) for w in value["waiver"]),
        applies=reading.applies(),
        limbs=reading.limbs(),
        span=Span(file, 1),
    )


class _Reading:
    """The parts of one statute's file that need more than to be copied."""

    def __init__(self, value: dict[str, Any], spans: Spans, reader: Reader, problems: Problems) -> None:
        self.value, self.spans, self.reader, self.problems = value, spans, reader, problems

    def applies(self) -> Condition:
        """The subject of the rule, and its nexus where the file gives one under `reach`."""
        parts = [self.reader.read(self.value["applies"], ("applies",))] if "applies" in self.value else []
        if "reach" in self.value:
            parts.append(reach(self.value["reach"], self.spans, self.problems))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def limbs(self) -> tuple[Limb, ...]:
        known = [limb["id"] for limb in self.value["limbs"]]
        for i, limb in enumerate(self.value["limbs"]):
            if known.count(limb["id"]) > 1:
                self._wrong(f'two limbs are called "{limb["id"]}"', ("limbs", i, "id"))
            for j, name in enumerate(limb.get("within", ())):
                if name not in known or name == limb["id"]:
                    self._wrong(
                        f'there is no other limb "{name}"', ("limbs", i, "within", j), suggest(name, known)
                    )
        return tuple(self._limb(i, limb) for i, limb in enumerate(self.value["limbs"]))

    def _limb(self, i: int, limb: dict[str, Any]) -> Limb:
        path: Path = ("limbs", i)
        self.reader.known(limb["field"], (*path, "field"))
        return Limb(
            id=limb["id"],
            outcome=limb["outcome"],
            when=self.reader.read(limb["when"], (*path, "when")),
            says=_line(limb["says"]),
            help=_line(limb["help"]),
            field=limb["field"],
            span=self.spans.values[(*path, "id")],
            whose=self.reader.read(limb["whose"], (*path, "whose"), party=True) if "whose" in limb else None,
            within=tuple(limb.get("within", ())),
            since=self.day(*path, "since") if "since" in limb else None,
        )

    def day(self, *path: str | int) -> date:
        written: Any = self.value
        for step in path:
            written = written[step]
        try:
            return date.fromisoformat(written)
        except ValueError as error:
            self._wrong(f"{path[-1]}: {error}", path)
            return date.min

    def _wrong(self, why: str, path: Path, help: str = "") -> None:
        self.problems.add("bad-value", why, self.spans.values[path], help=help)


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _validator() -> Any:
    schema, _ = read(resource("contracts.load.library", "statute.schema.yaml"), "statute.schema.yaml")
    return Trusted(schema)
