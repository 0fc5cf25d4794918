"""A deal, a PDF or a Word file of ours in; the agreement that it is, and what its file is called, out.

A PDF is read through the deal inside it, and so is a Word file that carries one and was not edited: the
library at hand drafts it anew, and where other words come out than the lock says, it is refused. Whether a
PDF was altered after it was sealed is not looked at: `verify` does that. Any other Word file is its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.draft import draft
from contracts.load import files
from contracts.load.deal.master import master_of
from contracts.load.deal.read import deal_from
from contracts.load.deal.values import read_document
from contracts.load.limits import PDF, WORD
from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.deal import Deal
from contracts.model.lock import FILE, Lock, NotALock, digest, from_json
from contracts.model.master import Master
from contracts.model.negotiated import WordText
from contracts.model.problem import Problem, Problems, Rejected, Severity, Span, Unreadable
from contracts.model.record import record
from contracts.pipeline.deals import NAME, DealSource, load
from contracts.pipeline.results import Checked

if TYPE_CHECKING:
    from contracts.seal.read import Opened

Source = DealSource | Checked
"""A deal as `load` takes it, one that was checked, or a PDF or a Word file of ours, by path or as bytes."""

PDF_MAGIC, ZIP_MAGIC = b"%PDF-", b"PK\x03\x04"


@record
class Read:
    """One side: the agreement, or the Word file where no deal is in it; and what its file is called."""

    name: str
    agreement: Agreement | None
    text: WordText | None = None
    problems: tuple[Problem, ...] = ()


def read_paper(
    source: Source,
    library: Library,
    *,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    form: str = "",
) -> Read:
    """One side of a redline. Raises Rejected for a deal that is wrong in itself or a file whose words are not
    those of its deal, Unreadable for what cannot be read."""
    if isinstance(source, Checked):
        return Read(source.agreement.deal.file or name, source.agreement)
    content, called = _content(source, name)
    unnamed = isinstance(source, bytes)
    if content[:1024].find(PDF_MAGIC) >= 0:
        return _pdf(content, called.replace(".yaml", ".pdf") if unnamed else called, library)
    if content.startswith(ZIP_MAGIC):
        return _word(content, called.replace(".yaml", ".docx") if unnamed else called, library)
    deal = load(source, library=library, folder=folder, name=name, form=form)
    return Read(called, draft(deal, library))


def _content(source: DealSource, name: str) -> tuple[bytes, str]:
    """The bytes of a file that may be a PDF or a Word file, and what it is called; none for another deal."""
    if isinstance(source, bytes):
        return source, name
    if isinstance(source, (Deal, Mapping)) or (isinstance(source, str) and "\n" in source):
        return b"", source.file if isinstance(source, Deal) else name
    path = Path(source)
    if path == files.STDIN:
        return b"", files.name_of(path)
    return files.read(path, PDF), path.name


def _pdf(content: bytes, name: str, library: Library) -> Read:
    from contracts.render.sealed import DEAL
    from contracts.seal.read import open_pdf

    pdf = open_pdf(content, name)
    enclosed = pdf.enclosed
    if FILE not in enclosed or DEAL not in enclosed:
        help = (
            "give its deal, or a PDF that `contracts build` has made: one carries its deal, and a draft none"
        )
        raise Unreadable([Problem("no-deal", f"no deal is inside {name}", Span(name, 1), help=help)])
    lock = _lock(enclosed[FILE], name)
    if lock.amends is not None:
        return Read(name, _amended(pdf, lock, library))
    return Read(name, _agreement(enclosed, name, library))


def _amended(pdf: Opened, lock: Lock, library: Library) -> Agreement:
    """The agreement as an amendment leaves it, by the papers that its file encloses."""
    from contracts.draft.amend import base_of
    from contracts.proof.chain import own_paper, papers_in

    base = base_of([*papers_in(pdf, lock), own_paper(pdf)], library)
    _same_words(base.papers[-1], lock, pdf.file, library)
    return base.agreement


def _word(content: bytes, name: str, library: Library) -> Read:
    from contracts.load.word.read import read_word
    from contracts.render.sealed import DEAL

    text = read_word(files.bounded(content, name, WORD), name)
    enclosed = dict(text.carried.files) if text.carried is not None else {}
    problems = (*text.problems, *_taken(text), *_unknown(text))
    if FILE in enclosed and DEAL in enclosed:
        agreement = _agreement(enclosed, name, library)
        if not problems and _untouched(text, agreement, _lock(enclosed[FILE], name)):
            return Read(name, agreement)
    return Read(name, None, text, problems)


def _unknown(text: WordText) -> Iterator[Problem]:
    """A file that lost what it is known by can still be compared, by numbers and words."""
    from contracts.render.word.names import id_of

    named = any(id_of(name) for paragraph in text.paragraphs for name in paragraph.bookmarks)
    if text.carried is None and not named:
        why = f"nothing in {text.file} says that it is of ours: no bookmark, and no part for programs"
        help = "its passages are told by their numbers and words alone: see that it is the right file"
        yield Problem("not-known", why, Span(text.file, 1), Severity.WARNING, help=help)


def _taken(text: WordText) -> Iterator[Problem]:
    """Nothing of somebody's marks is accepted in silence."""
    marks = [r for paragraph in text.paragraphs for r in paragraph.revisions() if r.kind != "format"]
    if marks:
        who = ", ".join(dict.fromkeys(r.author or "somebody unnamed" for r in marks))
        why = f"{text.file} has tracked changes by {who}: each is taken as accepted"
        help = "contracts review reads them one by one; reject in Word what is not to be taken"
        yield Problem("marks-taken", why, Span(text.file, 1), Severity.WARNING, help=help)


def _untouched(text: WordText, agreement: Agreement, lock: Lock) -> bool:
    """Whether a Word file still says what the deal inside it makes."""
    from contracts.load.word.read import read_word
    from contracts.render.word.agreement import render

    made = read_word(render(agreement, paper=lock.paper, way=lock.signing), text.file)

    def lines(read: WordText) -> list[tuple[str, str]]:
        return [(p.number, p.stands) for p in read.paragraphs if p.part == "body" and p.stands.strip()]

    return lines(text) == lines(made)


def _agreement(enclosed: Mapping[str, bytes], name: str, library: Library) -> Agreement:
    """The agreement of the deal inside a file, whose words have to be those of its lock."""
    from contracts.render.sealed import DEAL, MANIFEST, MASTER, MASTER_LOCK

    lock = _lock(enclosed[FILE], name)

    def manifest(_: str, span: Span | None, problems: Problems) -> bytes | None:
        if MANIFEST not in enclosed:
            problems.add("no-such-file", f"the manifest is not inside {name}", span)
        return enclosed.get(MANIFEST)

    def master(file: str, span: Span | None, problems: Problems) -> Master | None:
        return master_of(enclosed.get(MASTER, b""), enclosed.get(MASTER_LOCK, b""), file, library)

    source = enclosed[DEAL]
    document, spans = read_document(source, f"{name}!{lock.deal.file}")
    deal = deal_from(document, spans, source, lock.deal.file, manifest, library, held=master)
    agreement = draft(deal, library)
    _same_words(agreement, lock, name, library)
    return agreement


def _same_words(agreement: Agreement, lock: Lock, name: str, library: Library) -> None:
    """Raises Rejected where the words are not those that the lock of a file has the digest of."""
    from contracts.render.signing import kind
    from contracts.render.text import canonical

    if digest(canonical(agreement.document, kind(lock.signing))) != lock.text:
        why = f"{name}: its deal comes to other words here: it was made with library {lock.library}"
        help = f"here is {library.version}: lay the library that made it over ours with --library"
        raise Rejected([Problem("not-compared", why, Span(name, 1), help=help)])


def _lock(source: bytes, name: str) -> Lock:
    try:
        return from_json(source)
    except NotALock as error:
        why = f"the lock inside {name} cannot be read: {error}"
        raise Unreadable([Problem("no-lock", why, Span(name, 1))]) from None
