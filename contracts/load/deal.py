"""A deal spec and its manifest in; a Deal out, or every problem of both at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contracts.load import manifest as manifests
from contracts.load.consistency import contradictions
from contracts.load.fields import fields, schema
from contracts.load.spec import Names, validate
from contracts.load.yaml import MAX_BYTES, Spans, read
from contracts.model.clause import Library
from contracts.model.deal import Clip, Deal, Manifest, Party, Signatory, Value, Waiver
from contracts.model.problem import Problem, Problems, Span, Unreadable

MAX_MANIFEST_BYTES = 100_000_000


def load_deal(path: Path, library: Library, shown: str | None = None) -> Deal:
    """The deal in the file at `path`, checked in itself and against the library's names.

    `shown` is the file's name in problems. Raises Unreadable or Rejected with every problem.
    """
    return read_deal(read_file(path, MAX_BYTES), shown or str(path), path.parent, library)


def read_deal(source: bytes, file: str, folder: Path, library: Library) -> Deal:
    """The deal in `source`; its manifest is looked for below `folder` and nowhere else."""
    document, spans = read(source, file)
    if not isinstance(document, dict):
        raise Unreadable([Problem("not-a-deal", "the file is not a mapping of deal fields", Span(file, 1))])
    problems = Problems()
    values = validate(
        document,
        schema(),
        Names(tuple(library.outlines), tuple(library.playbooks), tuple(library.clauses)),
        spans,
        problems,
    )
    if values is None:  # still read the manifest, so that all is reported at once
        _manifest(document, spans, folder, file, problems)
        problems.reject_errors()
        raise AssertionError("an invalid deal without a problem")
    clips = _manifest(values, spans, folder, file, problems)
    deal = Deal(
        file=file,
        values=_frozen(values),
        spans=spans.values,
        fields=fields(),
        parties=tuple(_party(key, party) for key, party in values["parties"].items()),
        manifest=clips,
        waivers=tuple(
            Waiver(w["clause"], w["reason"], w["approved_by"], w["date"], spans.values.get(("waivers", i)))
            for i, w in enumerate(values["waivers"])
        ),
        source=source,
    )
    contradictions(deal, library, problems)
    problems.reject_errors()
    return deal


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises Unreadable where it is missing, unreadable or too large."""
    try:
        with path.open("rb") as stream:
            source = stream.read(limit + 1)
    except OSError as error:
        why = f"cannot read {path}: {error.strerror or error}"
        raise Unreadable([Problem("no-such-file", why, Span(str(path), 1))]) from None
    if len(source) > limit:
        why = f"the file is larger than {limit // 1_000_000} MB"
        raise Unreadable([Problem("too-large", why, Span(str(path), 1))])
    return source


def _manifest(
    values: Mapping[str, Any], spans: Spans, folder: Path, file: str, problems: Problems
) -> Manifest | None:
    """The clips of the deal: from its manifest, or written in the deal itself."""
    assets = values.get("assets")
    if not isinstance(assets, dict):
        return None
    tiers = _tiers(values)
    span = spans.values.get(("assets", "manifest"))
    if isinstance(name := assets.get("manifest"), str):
        if "clips" in assets:
            problems.add(
                "contradictory",
                "the clips are given twice: assets.manifest and assets.clips",
                spans.keys.get(("assets", "clips")),
                help="keep one of the two",
            )
        return _from_csv(name, folder, file, tiers, span, problems)
    if isinstance(rows := assets.get("clips"), list):
        return _from_rows(rows, spans, file, tiers, problems)
    return None


def _from_csv(
    name: str, folder: Path, file: str, tiers: list[str] | None, span: Span | None, problems: Problems
) -> Manifest | None:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        problems.add(
            "outside-folder",
            f'the manifest "{name}" lies outside the deal\'s folder',
            span,
            help="put the manifest beside the deal",
        )
        return None
    shown = (Path(file).parent / name).as_posix()
    try:
        source = read_file(path, MAX_MANIFEST_BYTES)
        clips = manifests.read_csv(source, shown, tiers, problems)
    except Unreadable as unreadable:
        for problem in unreadable.problems:
            at = span if problem.rule == "no-such-file" else problem.span
            why = f'there is no manifest "{name}"' if problem.rule == "no-such-file" else problem.message
            problems.add(problem.rule, why, at, help=problem.help or "a CSV file beside the deal")
        return None
    return Manifest(clips, Path(name).name, hashlib.sha256(source).hexdigest())


def _from_rows(
    rows: list[Any], spans: Spans, file: str, tiers: list[str] | None, problems: Problems
) -> Manifest:
    read: list[tuple[dict[str, str], dict[str, Span], Span]] = []
    for i, row in enumerate(rows):
        if isinstance(row, dict):  # any other shape is reported by the schema
            path = ("assets", "clips", i)
            cells = {k: str(v) for k, v in row.items() if k in manifests.COLUMNS and v is not None}
            read.append((cells, {k: spans.values[(*path, k)] for k in cells}, spans.values[path]))
    clips: tuple[Clip, ...] = manifests.read_rows(read, tiers, problems)
    listed = "\n".join("\t".join((c.id, c.title, str(c.seconds), c.tier, c.sha256)) for c in clips)
    return Manifest(clips, Path(file).name, hashlib.sha256(listed.encode()).hexdigest())


def _tiers(values: Mapping[str, Any]) -> list[str] | None:
    money = values.get("money")
    card = money.get("rate_card") if isinstance(money, dict) else None
    tiers = card.get("tiers") if isinstance(card, dict) else None
    return list(tiers) if isinstance(tiers, dict) else None


def _party(key: str, values: Mapping[str, Any]) -> Party:
    signatory = values["signatory"]
    optional = ("known_as", "nationality", "jurisdiction", "registration", "address", "email")
    return Party(
        key=key,
        role=values["role"],
        kind=values["kind"],
        name=values["name"],
        residence=values["residence"],
        signatory=Signatory(signatory["name"], signatory.get("title", "")),
        **{name: values.get(name, "") for name in optional},
    )


def _frozen(values: Mapping[str, Any]) -> dict[str, Value]:
    """Nested values with tuples for lists, so that nothing downstream can change a deal."""

    def freeze(value: Any) -> Value:
        if isinstance(value, dict):
            return {k: freeze(v) for k, v in value.items()}
        if isinstance(value, list):
            return tuple(freeze(v) for v in value)
        frozen: Value = value
        return frozen

    return {key: freeze(value) for key, value in values.items() if value is not None}
