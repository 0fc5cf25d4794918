"""Rows in; what a check found of each, or the documents of each, out. Runs in a process of its own.

A worker reads no file but the library's: everything else comes with the row, so that it may run on
another machine. What it has opened once it keeps.
"""

from __future__ import annotations

import gc
import hashlib
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from multiprocessing import connection, parent_process
from pathlib import Path
from time import process_time

from contracts.batch import preview
from contracts.batch.masters import FILE as MASTER_FILE
from contracts.batch.names import fill
from contracts.batch.store import digests
from contracts.batch.task import DEAL, Look, Made, Setting, Task
from contracts.load.deal.canonical import canonical
from contracts.load.deal.governing import Held
from contracts.load.deal.read import Fetch, deal_from
from contracts.load.deal.values import read_document
from contracts.load.library.edition import edition
from contracts.load.sheet.lay import MANIFEST, Laid, lay, under_of, with_master
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Problems, Rejected, Severity, Span, Unreadable
from contracts.pipeline import build, check, open_library
from contracts.pipeline.masters import Masters
from contracts.render import recall, signing
from contracts.render.agreement import text
from contracts.render.formats import IN_BATCH

_OPEN: dict[str, Library] = {}
_MASTERS: dict[str, Masters] = {}
WHOLE = 32
"""How often, counted in chunks of rows, all of a worker's memory is looked through for what was let go of."""

_TIDIED = count(1)
_OWN: list[bool] = []
"""Whether this process is ours alone, so that its memory is ours to arrange."""


def begin() -> None:
    """What a worker process does first: leave Ctrl-C to its parent, and end when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _OWN.append(True)


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel])
        os._exit(1)  # nobody is left to hand anything to


def look(setting: Setting, tasks: tuple[Task, ...]) -> tuple[Look, ...]:
    """Check each row; nothing that is wrong with a row is raised."""
    library = _library(setting)
    found = tuple(_look(setting, task, library) for task in tasks)
    _tidy()
    return found


def make(setting: Setting, tasks: tuple[Task, ...]) -> tuple[Made, ...]:
    """Make the documents of each row; nothing that is wrong with a row is raised."""
    library = _library(setting)
    recall.begin()  # rows share nearly all of their words
    found = tuple(_make(setting, task, library) for task in tasks)
    _tidy()
    return found


def _library(setting: Setting) -> Library:
    """The library, opened once. Raises Rejected where it is not the one the batch was started with."""
    if setting.edition not in _OPEN:
        overlays = tuple(Path(root) for root in setting.overlays)
        library = open_library(overlays, Path(setting.cache) if setting.cache else None)
        if edition(overlays) != setting.edition:
            why = "a worker has another version of the tool, its library or what lays out pages"
            help = "install the same on every machine; --library folders lie at the same path"
            raise Unreadable([Problem("other-edition", why, help=help)])
        _OPEN.clear()
        _OPEN[setting.edition] = library
        _tidy()  # what is open stays open: no collection need walk it again
        if _OWN:
            gc.disable()
    return _OPEN[setting.edition]


def _tidy() -> None:
    """Collect what the rows have left, and set apart what is kept for the next ones.

    What is set apart is not walked again, so that it is not found either when it was let go of since:
    all of it is taken back now and then.
    """
    if _OWN:
        if next(_TIDIED) % WHOLE == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()


def source_of(setting: Setting, task: Task) -> bytes:
    """The deal file of a row: building it alone makes the same documents."""
    return canonical(_laid(setting, task).document)


def _laid(setting: Setting, task: Task) -> Laid:
    """The deal of a row; of an order form, with its master beside it."""
    laid = lay(setting.base, setting.columns, task.row)
    under = laid.document.get("under")
    if under_of(setting.base, setting.columns, task.row) is None or not isinstance(under, dict):
        return laid
    return replace(laid, document=with_master(laid.document, MASTER_FILE))


def _look(setting: Setting, task: Task, library: Library) -> Look:
    began = process_time()
    laid = _laid(setting, task)
    early = (*laid.problems, *task.faults, *_manifest_in_the_way(laid))
    reference = str(laid.document.get("reference") or "")[:64]
    try:
        source = canonical(laid.document)
        deal = deal_from(
            laid.document, laid.spans, source, DEAL, _fetch(task), library, held=_held(task, library)
        )
        if any(p.severity is Severity.ERROR for p in early):  # nothing to draft from, as for a deal file
            name = fill(setting.name, deal.get)
            return Look(task.row.number, False, _placed(task, early), reference, name=name)
        checked = check(deal, library=library, as_of=setting.as_of)
    except Rejected as rejected:
        return Look(task.row.number, False, _placed(task, (*early, *rejected.problems)), reference)
    except Exception as fault:  # one row must never stop the others
        return Look(task.row.number, False, _placed(task, (*early, _fault(fault, task))), reference)
    agreement = checked.agreement
    unsent = tuple(signing.faults(agreement, setting.way, text(agreement))) if setting.way else ()
    took = process_time() - began
    return Look(
        task.row.number,
        checked.clean and not unsent,
        _placed(task, (*early, *checked.problems, *unsent)),
        deal.text("reference"),
        agreement.title,
        tuple(party.billed for party, _ in agreement.parties),
        fill(setting.name, deal.get),
        _digest(setting, source, task),
        tuple((d.heading, d.position, d.house) for d in agreement.deviations),
        tuple((a.statute.id, a.outcome) for a in checked.assessments if a.outcome != "not-applicable"),
        terms=preview.terms(agreement),
        own=preview.own(setting.base, laid.document, setting.columns, task.row),
        figures=preview.figures(laid.document, setting.columns, task.row),
        inputs=tuple(sorted(digests(_inputs(deal, source, task)).items())),
        outgoing=signing.outgoing(agreement, setting.way) if setting.way else None,
        seconds=(("check", took),),
    )


def _make(setting: Setting, task: Task, library: Library) -> Made:
    began, seconds = process_time(), list[tuple[str, float]]()

    def tell(stage: str) -> None:
        seconds.append((stage, process_time() - began - sum(took for _, took in seconds)))

    try:
        source = source_of(setting, task)
        document, spans = read_document(source, DEAL)
        deal = deal_from(document, spans, source, DEAL, _fetch(task), library, held=_held(task, library))
        checked = check(deal, library=library, as_of=setting.as_of)
        tell("draft")
        only = setting.only or IN_BATCH
        built = build(checked, only=only, paper=setting.paper, way=setting.way, tell=tell)
    except Rejected as rejected:
        return Made(task.row.number, {}, _placed(task, rejected.problems))
    except Exception as fault:
        return Made(task.row.number, {}, (_fault(fault, task),))
    files = {**built.files, **_inputs(deal, source, task)}
    return Made(task.row.number, files, digest=_digest(setting, source, task), seconds=tuple(seconds))


def _inputs(deal: Deal, source: bytes, task: Task) -> Mapping[str, bytes]:
    """What the documents were made from, to stand beside them."""
    name = deal.get("assets.manifest")
    beside = {name: task.manifest} if isinstance(name, str) and task.manifest is not None else {}
    if task.master is not None:
        beside[MASTER_FILE] = task.master
    return {DEAL: source, **beside}


def _manifest_in_the_way(laid: Laid) -> Iterator[Problem]:
    """A manifest that would stand in the place of a document."""
    from contracts.render.formats import FORMATS

    assets = laid.document.get("assets")
    name = assets.get("manifest") if isinstance(assets, dict) else None
    taken = {DEAL, MASTER_FILE, *(made.file for made in FORMATS.values())}
    if isinstance(name, str) and name.casefold() in taken:
        why = f'the manifest cannot be called "{name}": a document of the set is'
        yield Problem("bad-value", why, laid.spans.values.get(MANIFEST), help="give the file another name")


def _fetch(task: Task) -> Fetch:
    def fetch(name: str, span: Span | None, problems: Problems) -> bytes | None:
        return task.manifest  # where there is none, the task says why

    return fetch


def _held(task: Task, library: Library) -> Held:
    """Finds the master that came with a row. What was seen of it is kept for the next rows."""

    def fetch(name: str, span: Span | None, problems: Problems) -> bytes | None:
        return task.master  # where there is none, the task says why

    if _MASTERS.get("library") is None or _MASTERS["library"].library is not library:
        _MASTERS["library"] = Masters(library)
    return _MASTERS["library"].held(fetch)


def _digest(setting: Setting, source: bytes, task: Task) -> str:
    day = setting.as_of.isoformat() if setting.as_of else ""
    way = (setting.way,) if setting.way else ()
    options = (setting.edition, ",".join(setting.only), setting.paper, day, *way)
    digest = hashlib.sha256("\0".join(options).encode())
    for part in (source, task.manifest or b"", *((task.master,) if task.master is not None else ())):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _placed(task: Task, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems in the order of places, each once, and each at a place that the user wrote."""
    bare = task.named.rpartition("/")[2]
    cells = (*task.row.cells, *(cell for _, cell in task.row.more))
    spoilt = {c.span for c in cells if c is not None and c.fault is not None}

    def placed(problem: Problem) -> Problem:
        span = problem.span
        if span is None or span.file == DEAL:
            return replace(problem, span=task.row.span)
        if bare and span.file == bare:
            return replace(problem, span=replace(span, file=task.named))
        return problem

    found = dict.fromkeys(placed(p) for p in problems if not (p.rule == "missing" and p.span in spoilt))
    return tuple(sorted(found, key=lambda p: p.order))


def _fault(fault: Exception, task: Task) -> Problem:
    why = f"the documents cannot be made: {type(fault).__name__}: {fault}"[:300]
    help = "please report this, with the row"
    return Problem("cannot-make", why, task.row.span, help=help)
