"""A plan in; every good row built, every bad row refused, and an account of all of them out.

First all rows are checked. Then those without errors are built, and each set is put in its place
in one step and entered in the ledger. What ends a run early leaves an account of what was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.batch import worker
from contracts.batch.account import BatchAccount, RowAccount, State
from contracts.batch.crew import Crew
from contracts.batch.drive import drive
from contracts.batch.ledger import Entry, Ledger, Told
from contracts.batch.outliers import columns, outliers
from contracts.batch.plan import Plan, chunks, names, tasks, without_doubles
from contracts.batch.preview import changed
from contracts.batch.store import Store, digests
from contracts.batch.task import Look, Made, Setting, Task
from contracts.load.sheet.row import SheetRow
from contracts.model.problem import Problem, Rejected

CHECKS, BUILDS = 16, 4
"""Rows in a chunk, at most: a check takes milliseconds, a build seconds."""

Tell = Callable[[str, int, int], None]
"""Called with what is being done, and how much of how much is."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where sets are put and what is known of them.

    `resume` leaves those alone that are whole; `adopt` takes over those that the ledger does not know
    and that are, byte for byte, what would be made now.
    """

    store: Store
    ledger: Ledger
    resume: bool = False
    adopt: bool = False


class Batch:
    """One run. `looks`, and `rows` as they are built, are there for an account at any moment."""

    def __init__(self, plan: Plan, setting: Setting, crew: Crew, tell: Tell) -> None:
        self.plan, self.setting, self.crew, self.tell = plan, setting, crew, tell
        self.looks: dict[int, Look] = {}
        self.names: Mapping[int, str] = {}
        self.rows: dict[int, RowAccount] = {}
        self.kept = 0
        self.unknown: set[int] = set()  # rows whose sets are there, and were not in the ledger
        self.changed: dict[int, tuple[tuple[str, str, str], ...]] = {}

    def run(self, kept: Destination | None, known: Ledger | None = None) -> BatchAccount:
        """Check all rows and, where `kept` says where to put them, build the good ones.

        `known` is the ledger that a check alone compares with; what is built is compared with its own.
        """
        stopped: tuple[Problem, ...] = ()
        interrupted = False
        try:
            self.check()
            if (ledger := kept.ledger if kept is not None else known) is not None:
                self.compare(ledger)
            if kept is not None:
                self.build(kept)
        except KeyboardInterrupt:
            interrupted = True
        except Rejected as rejected:
            if not self.looks:
                raise
            stopped = rejected.problems
        if interrupted or stopped:
            self.crew.stop()
        return self.account(kept, stopped, interrupted)

    def check(self) -> None:
        sheet = self.plan.sheet
        size = _share(len(sheet.rows), self.crew, CHECKS)
        found = []
        for task, look in drive(
            self.crew, worker.look, self.setting, chunks(tasks(self.plan, sheet.rows), size)
        ):
            found.append(look or Look(task.row.number, False, (_died(task),)))
            self.tell("Checking", len(found), len(sheet.rows))
        looks = without_doubles(sorted(found, key=lambda look: look.row), sheet)
        far = outliers(looks, sheet)
        self.looks = {look.row: _with(look, far.get(look.row, ())) for look in looks}
        self.names = names(looks)

    def compare(self, ledger: Ledger) -> None:
        """What each row's key terms said when its set was made last, where they say another thing now."""
        for row, name in self.names.items():
            told = ledger.told(name) if self.looks[row].terms else None
            if told is not None and (found := changed(told.terms, self.looks[row].terms)):
                self.changed[row] = found

    def build(self, kept: Destination) -> None:
        good = [row for row in self.plan.sheet.rows if self.looks[row.number].clean]
        todo = [row for row in good if not (kept.resume and self._whole(kept, self.looks[row.number]))]
        self.kept = done = len(good) - len(todo)
        self.tell("Building", done, len(good))
        size = _share(len(todo), self.crew, BUILDS)
        work = chunks(self._clear(kept, todo), size, alone=self.crew.size)  # the first tell how long it takes
        for task, made in drive(self.crew, worker.make, self.setting, work):
            self._put(kept, task, made or Made(task.row.number, {}, (_died(task),)))
            self.tell("Building", len(self.rows), len(good))

    def _clear(self, kept: Destination, rows: Iterable[SheetRow]) -> Iterator[Task]:
        """The rows whose sets may take their names; the others are refused before any work is done."""
        for task in tasks(self.plan, rows):
            name = self.names[task.row.number]
            entry = kept.ledger.find(name)
            if self._out_already(kept, task, name, entry):
                continue
            strange = kept.store.strange(name, entry.owned if entry else frozenset())
            if strange and not kept.adopt:
                why = f"{name}/ holds what this batch has not made: {some(strange)}"
                help = "move it away, or change the name" + (
                    "; --adopt takes over what is the same as would be made now" if entry is None else ""
                )
                problem = Problem("in-the-way", why, task.row.span, help=help)
                self._refuse(self.looks[task.row.number], (problem,))
                continue
            if strange:
                self.unknown.add(task.row.number)
            yield task

    def _out_already(self, kept: Destination, task: Task, name: str, entry: Entry | None) -> bool:
        """Whether a set is signed, or went out for signature: it is left as it is, and where the row says
        another thing by now, the row is refused."""
        look, told = self.looks[task.row.number], kept.ledger.told(name)
        signed = kept.store.signed(name)
        sent = told is not None and told.way and kept.store.strange(name, frozenset())
        if not signed and not sent:
            return False
        outputs = entry.outputs if entry is not None else {}
        if entry is not None and all(outputs.get(file) == digest for file, digest in look.inputs):
            state: State = "signed" if signed else "sent"
            self.rows[look.row] = self._row(look, state, outputs)
            return True
        now = "".join(
            f"; {label} was {was or 'not there'}, and is {now or 'not there'} now"
            for label, was, now in self.changed.get(look.row, ())[:3]
        )
        if signed:
            why = f"{name}/{signed[0]} is signed, and is never built over{now}"
            help = f"what was agreed changes by an amendment: contracts amend {signed[0]} NEW.yaml"
            problem = Problem("already-signed", why, task.row.span, help=help)
        else:
            way = told.way if told is not None else ""
            why = f"{name}/ went out for signature through {way}, and is never built over{now}"
            help = "if nobody has it yet, or it was called back, take the folder away and run again"
            problem = Problem("already-sent", why, task.row.span, help=help)
        self._refuse(look, (problem,))
        return True

    def _whole(self, kept: Destination, look: Look) -> bool:
        name = self.names[look.row]
        entry = kept.ledger.find(name)
        whole = entry is not None and entry.input == look.digest and kept.store.intact(name, entry.outputs)
        if whole and entry is not None:
            self.rows[look.row] = self._row(look, "built", entry.outputs)
        return whole

    def _put(self, kept: Destination, task: Task, made: Made) -> None:
        look = self.looks[task.row.number]
        if not made.files:
            self._refuse(look, made.problems)
            return
        name, outputs = self.names[look.row], digests(made.files)
        told = Told(self.setting.way, look.terms)
        if look.row in self.unknown:
            held = kept.store.held(name)
            if other := [file for file, digest in held.items() if outputs.get(file) != digest]:
                why = f"{name}/ holds what would not be made now: {some(other)}"
                help = "move it away, or change the name; nothing in it was touched"
                self._refuse(look, (Problem("in-the-way", why, task.row.span, help=help),))
                return
        if look.row not in self.unknown or not kept.store.intact(name, outputs):
            kept.ledger.begin(name, outputs)
            kept.store.put(name, made.files)
        kept.ledger.tell(name, told)
        kept.ledger.finish(name, made.digest, outputs)
        built = self._row(look, "built", outputs)
        self.rows[look.row] = replace(built, seconds=(*built.seconds, *made.seconds))

    def _refuse(self, look: Look, problems: tuple[Problem, ...]) -> None:
        found = tuple(sorted(dict.fromkeys((*look.problems, *problems)), key=lambda p: p.order))
        self.rows[look.row] = replace(self._row(look, "refused"), problems=found)

    def _row(self, look: Look, state: State, files: Mapping[str, str] | None = None) -> RowAccount:
        return RowAccount(
            look.row,
            state,
            look.reference,
            self.names.get(look.row, ""),
            look.title,
            look.parties,
            files,
            look.problems,
            look.deviations,
            look.law,
            look.terms,
            look.own,
            self.changed.get(look.row, ()),
            look.outgoing,
            look.seconds,
        )

    def account(
        self, kept: Destination | None, stopped: tuple[Problem, ...], interrupted: bool
    ) -> BatchAccount:
        """What became of every row up to now."""
        found = []
        for row in self.plan.sheet.rows:
            look = self.looks.get(row.number)
            if look is None:
                found.append(RowAccount(row.number, "not made"))
            elif row.number in self.rows:
                found.append(self.rows[row.number])
            elif not look.clean:
                found.append(self._row(look, "refused"))
            else:
                found.append(self._row(look, "ready" if kept is None else "not made"))
        left: tuple[str, ...] = ()
        if kept is not None and not stopped and not interrupted:
            made = set(self.names.values())
            left = tuple(name for name in kept.ledger.names() if name not in made)
        return BatchAccount(
            self.plan.sheet.file,
            self.plan.base.file,
            tuple(found),
            stopped,
            interrupted,
            self.kept,
            left,
            notes=self.plan.sheet.notes,
            columns=columns(self.looks.values()),
        )


def some(names: Sequence[str]) -> str:
    """The first three, and that there are more."""
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def _with(look: Look, problems: tuple[Problem, ...]) -> Look:
    found = tuple(sorted((*look.problems, *problems), key=lambda p: p.order)) if problems else look.problems
    return replace(look, problems=found)


def _share(rows: int, crew: Crew, most: int) -> int:
    """How many rows go into a chunk: few enough that all workers get some, and end together."""
    return max(1, min(most, rows // (crew.size * 4)))


def _died(task: Task) -> Problem:
    why = "the process that worked on this row ended without a word, twice"
    help = "most often the row needs more memory than there is: try it alone with contracts build"
    return Problem("worker-died", why, task.row.span, help=help)
