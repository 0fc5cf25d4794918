"""What comes back from the pipeline: a checked deal, built documents, reasons, differences, sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.problem import Problem, Severity, Span
from contracts.model.record import record
from contracts.model.statute import Assessment

if TYPE_CHECKING:
    from contracts.draft.changes.standard import Difference
    from contracts.model.amendment import Change
    from contracts.model.changelist import ChangeList
    from contracts.model.payment import Account


@record
class Checked:
    """A drafted agreement and all that the rules have to say about it.

    `problems` are in the order of their places; `assessments` say what each rule of law makes of the
    deal, the most pressing first, as of the day `as_of`.
    """

    agreement: Agreement
    library: Library
    problems: tuple[Problem, ...]
    assessments: tuple[Assessment, ...]
    as_of: date

    @property
    def clean(self) -> bool:
        """Whether nothing stops a build: warnings and notes do not."""
        return not any(p.severity is Severity.ERROR for p in self.problems)


@record
class Built:
    """The files of one agreement, by name, and the check they were made from."""

    files: Mapping[str, bytes]
    checked: Checked


@record
class Amended:
    """The files of an amendment, by name, and the check that they were made from.

    `changes` is what it changes, in the order of its paper, `conformed` the agreement as it leaves it, and
    `fingerprint` that of the copy of it.
    """

    files: Mapping[str, bytes]
    checked: Checked
    conformed: Agreement
    changes: tuple[Change, ...]
    fingerprint: str


@record
class Explanation:
    """Why a clause is in an agreement or out of it, and at which position.

    `number` is what the agreement prints, empty where the clause is out; `says` is its plain line;
    `because` the facts that decided, `position_because` who chose the position; `fallbacks` are the
    positions further from the creator, nearest first; `without` are the paragraphs that this agreement
    does not need, by their numbers in the clause's file, with the facts that decided; `written` is that file.
    """

    clause: str
    version: str
    heading: str
    included: bool
    number: str
    position: str
    because: tuple[str, ...]
    position_because: str
    says: str
    fallbacks: tuple[str, ...]
    requires: tuple[str, ...]
    conflicts: tuple[str, ...]
    law: tuple[str, ...]
    floor: bool
    waivable: bool
    note: str
    written: Span
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()


@record
class Comparison:
    """Where a deal departs from a house standard, in the order of the agreement's sections."""

    playbook: str
    differences: tuple[Difference, ...]


@record
class Redlined:
    """What differs between two papers: a Word file with tracked changes, and the list of them.

    `problems` are warnings about what was read, such as a Word file whose marks were taken as accepted.
    """

    docx: bytes
    changes: ChangeList
    problems: tuple[Problem, ...] = ()

    def text(self, mark: Callable[[str, str], str] | None = None) -> str:
        """The list as it is printed. `mark` marks words of a kind (`removed`, `added`, `heading`, `floor`);
        without it, removed and added ones stand in brackets."""
        from contracts.render.changelist import plainly, to_text

        return to_text(self.changes, mark or plainly)

    def json(self) -> bytes:
        """The list for programs (`contracts schema redline`)."""
        from contracts.render.changelist import to_json

        return to_json(self.changes)

    def html(self) -> bytes:
        """The list as one page, without a script."""
        from contracts.render.changelist import to_html

        return to_html(self.changes)


@record
class Calculation:
    """What a deal pays for a usage report: the account, period by period, in the deal's currency."""

    agreement: Agreement
    account: Account
    read: Account  # the same in the language of the creator's page

    @property
    def deal(self) -> Deal:
        return self.agreement.deal

    def shown(self, amount: Decimal) -> str:
        """A sum as the agreement prints it, in the deal's currency."""
        from contracts.speak.languages import speech

        return speech(self.agreement.language).amount(amount, self.account.terms.currency)

    def told(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """Each period, and last what is still open: a heading, and lines of words with a sum or none."""
        from contracts.render.pages import said
        from contracts.render.statement import lines_of, still_open

        say = said(self.agreement)
        blocks = [
            (period.period, tuple((label, self.shown(sum_)) for label, sum_ in lines_of(period, say)))
            for period in self.account.periods
        ]
        left = [(step.label, self.shown(step.amount)) for step in self.account.open]
        if waiting := still_open(self.account, say):
            left.append((waiting, ""))
        if left:
            blocks.append((say("statement.open"), tuple(left)))
        return tuple(blocks)

    def statements(self) -> dict[str, bytes]:
        """A CSV and a PDF statement for each payee, by file name, in the language of the creator's page."""
        from contracts.render.statement import statements

        return statements(self.read, self.agreement.for_creator)
