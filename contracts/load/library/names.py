"""What one layer of a library says of clashes, promises and flags in; names of nothing out, as problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contracts.load.suggest import suggest
from contracts.model.clash import Clash
from contracts.model.clause import POSITIONS, Clause
from contracts.model.floor import Kept, Promise
from contracts.model.problem import Problem, Span

_Spans = Mapping[str, Span]


def of_clash(clash: Clash, clauses: Mapping[str, Clause]) -> Iterator[Problem]:
    """A problem for each clause that there is not, and each position that a clause does not have."""
    for side, stands in (("one", clash.one), ("other", clash.other)):
        for clause, positions in stands.items():
            place = clash.spans.get(f"{side}.{clause}")
            if clause not in clauses:
                yield _unknown("clause", clause, clauses, place)
                continue
            known = tuple(clauses[clause].positions)
            for position in positions if positions != POSITIONS else ():  # `any` means what there is
                if position not in known:
                    why = f"{clause} has no position {position}"
                    yield Problem("unknown-position", why, place, help=", ".join(known))


def of_promise(promise: Promise, clauses: Iterable[str], statutes: Iterable[str]) -> Iterator[Problem]:
    """A problem for each clause and each statute that there is not."""
    yield from _listed("clause", "clauses", promise.clauses, clauses, promise.spans)
    yield from _listed("statute", "law", promise.law, statutes, promise.spans)


def of_flag(flag: Kept, clauses: Iterable[str], statutes: Iterable[str]) -> Iterator[Problem]:
    """The same for a flag that stays."""
    if flag.clause not in clauses:
        yield _unknown("clause", flag.clause, clauses, flag.span)
    yield from _listed("statute", "law", flag.law, statutes, flag.spans)


def _listed(
    kind: str, key: str, named: tuple[str, ...], known: Iterable[str], spans: _Spans
) -> Iterator[Problem]:
    for i, name in enumerate(named):
        if name not in known:
            yield _unknown(kind, name, known, spans.get(f"{key}.{i}"))


def _unknown(kind: str, name: str, known: Iterable[str], span: Span | None) -> Problem:
    return Problem(f"unknown-{kind}", f'unknown {kind} "{name}"', span, help=suggest(name, tuple(known)))
