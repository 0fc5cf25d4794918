"""A deal spec and its manifest in; a Deal out, or every problem of both at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from contracts.load import files
from contracts.load.deal import manifest as manifests
from contracts.load.deal.consistency import contradictions
from contracts.load.deal.governing import Held, governing, unheld
from contracts.load.deal.groups import refuse_what_has_no_place
from contracts.load.deal.order import changes, lay_under, take_under
from contracts.load.deal.parties import nobody_signs, parties_of
from contracts.load.deal.territory import with_countries
from contracts.load.deal.values import frozen, read_document, values_of
from contracts.load.holes import INSISTED
from contracts.load.limits import DEAL, MANIFEST, Limit
from contracts.load.yaml import Spans
from contracts.model.clause import Library
from contracts.model.deal import Clip, Deal, Manifest, Rider, Waiver
from contracts.model.problem import Problems, Span, Unreadable
from contracts.model.traits import NONE, Traits

_BESIDE = "put the manifest, a CSV file, beside the deal"


Fetch = Callable[[str, Span | None, Problems], bytes | None]
"""The bytes of the file of that name; None where it cannot be had, which goes to the problems."""


def load_deal(
    path: Path,
    library: Library,
    shown: str | None = None,
    folder: Path | None = None,
    form: str = "",
    held: Held = unheld,
) -> Deal:
    """The deal in the file at `path`, checked in itself and against the library's names.

    Problems name files as seen from the deal's folder, so that documents come out the same
    wherever they are built; `shown` is another name for the deal's own file, `folder` another place to
    look for its manifest. Raises Unreadable or Rejected with every problem.
    """
    source = files.read_input(path, DEAL)
    return read_deal(source, shown or files.name_of(path), folder or path.parent, library, form, held)


def read_deal(
    source: bytes, file: str, folder: Path, library: Library, form: str = "", held: Held = unheld
) -> Deal:
    """The deal in `source`; its manifest is looked for below `folder` and nowhere else."""
    document, spans = read_document(source, file)
    return deal_from(document, spans, source, file, below(folder), library, form, held)


def deal_from(
    document: dict[str, Any],
    spans: Spans,
    source: bytes,
    file: str,
    fetch: Fetch,
    library: Library,
    form: str = "",
    held: Held = unheld,
) -> Deal:
    """The deal in a document. `source` is YAML that reads as `document`, less the `form` that stands
    in place of its own; `held` finds the master of an order form. Raises Rejected."""
    problems = Problems()
    if form:
        document = {**document, "form": form}
    master = governing(document, spans, held, library, problems)
    by_leave: tuple[str, ...] = ()
    if master is not None:
        laid = lay_under(document, spans, master, library, problems)
        document, spans, by_leave = laid.document, laid.spans, laid.by_leave
    placed = refuse_what_has_no_place(document, spans, library, problems)
    document, spans = placed.document, placed.spans
    unsigned = nobody_signs(document, spans, problems)
    validated = values_of(document, spans, library, problems)
    values = validated.values
    if _images(values) and ("people", "voice") not in spans.values:
        values["people"]["voice"] = False  # nobody is heard in a picture
    manifest = _manifest(values, _tiers(document), spans, fetch, file, problems)
    if master is not None:
        take_under(values, master, manifest)
    deal = Deal(
        file=file,
        values=frozen(values),
        spans=spans.values,
        fields=library.fields,
        parties=tuple(parties_of(values)),
        manifest=manifest,
        waivers=tuple(_waivers(values, spans)),
        riders=tuple(_riders(values, spans)),
        source=source,
        traits=_traits(values, library),
        master=master,
    )
    if master is not None:
        deal = replace(deal, changes=tuple(changes(by_leave, with_countries(deal.values), master)))
    held_fields: set[str] = set()
    faulty = (*validated.faulty, *placed.unowed, *unsigned)
    problems.found.extend(contradictions(deal, library, faulty, placed.refused, held_fields))
    problems.reject_errors()
    return replace(deal, values=with_countries(deal.values), held=frozenset(held_fields))


def _traits(values: Mapping[str, Any], library: Library) -> Traits:
    """What the deal's agreement type says it is; nothing where there is no such type."""
    outline = library.outlines.get(str(values.get("agreement")))
    return outline.traits if outline is not None else NONE


def _manifest(
    values: Mapping[str, Any],
    tiers: list[str] | None,
    spans: Spans,
    fetch: Fetch,
    file: str,
    problems: Problems,
) -> Manifest | None:
    """The clips of the deal: from its manifest, or written in the deal itself."""
    assets = values.get("assets")
    if not isinstance(assets, dict):
        return None
    span = spans.values.get(("assets", "manifest"))
    if isinstance(name := assets.get("manifest"), str):
        if "clips" in assets:
            problems.add(
                "contradictory",
                "the clips are given twice: assets.manifest and assets.clips",
                spans.keys.get(("assets", "clips")),
                help="keep one of the two",
            )
        return _from_csv(name, fetch, file, tiers, span, problems, _meant(values), images=_images(values))
    if isinstance(rows := assets.get("clips"), list):
        return _from_rows(rows, spans, file, tiers, problems, _meant(values), images=_images(values))
    return None


def nowhere(name: str, span: Span | None, problems: Problems) -> bytes | None:
    """Fetches no file: for a deal that is not a file, and that came with no folder."""
    help = "give folder=, where the files of a deal lie; few clips can be listed under assets.clips"
    problems.add("no-such-file", f'there is no folder to look for "{name}" in', span, help=help)
    return None


def below(folder: Path, kind: str = "manifest", limit: Limit = MANIFEST, beside: str = _BESIDE) -> Fetch:
    """Fetches files of a kind that lie below `folder`, and no others."""

    def fetch(name: str, span: Span | None, problems: Problems) -> bytes | None:
        try:
            path = (folder / name).resolve()
        except (OSError, RuntimeError, ValueError):  # links in a circle, a null byte
            problems.add("no-such-file", f'there is no {kind} "{name}"', span, help=beside)
            return None
        if not path.is_relative_to(folder.resolve()):
            why = f'the {kind} "{name}" lies outside the deal\'s folder'
            problems.add("outside-folder", why, span, help=beside)
            return None
        try:
            return files.read(path, limit)
        except Unreadable as unreadable:
            for problem in unreadable.problems:
                gone = problem.rule == "no-such-file"
                why = f'there is no {kind} "{name}"' if gone else problem.message
                problems.add(problem.rule, why, span if gone else problem.span, help=problem.help or beside)
            return None

    return fetch


def _meant(values: Mapping[str, Any]) -> frozenset[str]:
    """The texts that the deal insists on, although they look as if nobody had filled them in."""
    return frozenset(map(str, values.get(INSISTED) or ()))


def _from_csv(
    name: str,
    fetch: Fetch,
    file: str,
    tiers: list[str] | None,
    span: Span | None,
    problems: Problems,
    meant: Collection[str],
    *,
    images: bool,
) -> Manifest | None:
    if (source := fetch(name, span, problems)) is None:
        return None
    try:
        clips = manifests.read_csv(
            source, (Path(file).parent / name).as_posix(), tiers, problems, meant, images=images
        )
    except Unreadable as unreadable:
        for problem in unreadable.problems:
            problems.add(problem.rule, problem.message, problem.span, help=problem.help or _BESIDE)
        return None
    return Manifest(clips, Path(name).name, hashlib.sha256(source).hexdigest(), name, source)


def _from_rows(
    rows: list[Any],
    spans: Spans,
    file: str,
    tiers: list[str] | None,
    problems: Problems,
    meant: Collection[str],
    *,
    images: bool,
) -> Manifest:
    read: list[tuple[dict[str, str], dict[str, Span], Span]] = []
    for i, row in enumerate(rows):
        if isinstance(row, dict):  # any other shape is reported by the schema
            path = ("assets", "clips", i)
            cells = {k: str(v) for k, v in row.items() if k in manifests.COLUMNS and v is not None}
            read.append((cells, {k: spans.values[(*path, k)] for k in cells}, spans.values[path]))
    clips: tuple[Clip, ...] = manifests.read_rows(read, tiers, problems, meant, images=images)
    listed = "\n".join("\t".join((c.id, c.title, str(c.seconds), c.tier, c.sha256)) for c in clips)
    return Manifest(clips, Path(file).name, hashlib.sha256(listed.encode()).hexdigest())


def _tiers(values: Mapping[str, Any]) -> list[str] | None:
    money = values.get("money")
    card = money.get("rate_card") if isinstance(money, dict) else None
    tiers = card.get("tiers") if isinstance(card, dict) else None
    return list(tiers) if isinstance(tiers, dict) and tiers else None


def _images(values: Mapping[str, Any]) -> bool:
    assets = values.get("assets")
    return isinstance(assets, dict) and assets.get("kind") == "image"


def _waivers(values: Mapping[str, Any], spans: Spans) -> Iterator[Waiver]:
    """The waivers that are complete."""
    for i, waiver in enumerate(values.get("waivers") or ()):
        if all(waiver.get(name) for name in ("clause", "reason", "approved_by", "date")):
            span = spans.values.get(("waivers", i))
            yield Waiver(waiver["clause"], waiver["reason"], waiver["approved_by"], waiver["date"], span)


def _riders(values: Mapping[str, Any], spans: Spans) -> Iterator[Rider]:
    """The riders that are complete."""
    for i, rider in enumerate(values.get("riders") or ()):
        if rider.get("title") and rider.get("text"):
            given = {name: rider.get(name) or "" for name in ("replaces", "after", "plain")}
            span = spans.values[("riders", i)]
            said = spans.values[("riders", i, "text")]
            yield Rider(rider["title"], rider["text"], f"riders.{i}", span, said, **given)
