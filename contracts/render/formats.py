"""What a build can make. A format is one file in this folder and one line in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.draft import in_language_of
from contracts.model.problem import Problems
from contracts.render import agreement as agreement_pages
from contracts.render import annex, documentjson, memo, memojson, screen, sealed, signing, summary
from contracts.render.job import Job
from contracts.render.markdown import markdown
from contracts.render.problems import problems_json
from contracts.render.tags import words


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of output: the file it makes, and whether a plain build makes it, also of a short form, and a
    plain batch."""

    file: str
    make: Callable[[Job], bytes]
    standard: bool = True
    of_short: bool = True
    in_batch: bool = True


def _agreement(job: Job) -> bytes:
    make = sealed.draft if job.draft else sealed.render
    return make(job.agreement, paper=job.paper, way=job.way)


def _word(job: Job) -> bytes:
    from contracts.render.word import agreement as word_agreement  # few builds make one, and it takes time

    return word_agreement.render(
        job.agreement, draft=job.draft, paper=job.paper, way=job.way, embed=job.embed
    )


def _word_memo(job: Job) -> bytes:
    from contracts.render.word import memo as word_memo

    return word_memo.render(job)


FORMATS: Mapping[str, Format] = {
    "pdf": Format("agreement.pdf", _agreement),
    "summary": Format("summary.pdf", lambda j: summary.render(j.agreement, draft=j.draft, paper=j.paper)),
    "summary-html": Format("summary.html", lambda j: screen.html(j.agreement, draft=j.draft).encode()),
    "memo": Format("memo.pdf", memo.render),
    "memo-annex": Format("memo-annex.pdf", annex.render, of_short=False, in_batch=False),
    "memo-json": Format("memo.json", memojson.render, in_batch=False),
    "problems": Format("problems.json", lambda j: problems_json(j.problems).encode()),
    "docx": Format("agreement.docx", _word, standard=False),
    "memo-docx": Format("memo.docx", _word_memo, standard=False),
    "md": Format(
        "agreement.md",
        lambda j: markdown(j.agreement, draft=j.draft, way=j.way).encode(),
        standard=False,
    ),
    "json": Format(
        "agreement.json",
        lambda j: documentjson.render(j.agreement, draft=j.draft, way=j.way),
        standard=False,
    ),
    "text": Format("agreement.txt", lambda j: agreement_pages.text(j.agreement).encode(), standard=False),
    "html": Format(
        "agreement.html",
        lambda j: agreement_pages.page(j.agreement, draft=j.draft, paper=j.paper, way=j.way).encode(),
        standard=False,
    ),
}

IN_BATCH = tuple(name for name, made in FORMATS.items() if made.standard and made.in_batch)
"""What a batch makes of each row: nobody reads ten thousand annexes, and each can be made from its deal."""

SUMMARY = FORMATS["summary"].file

SIGNED = ("pdf", "docx")
"""The formats that hold places for signatures, and so go by another name where these are others."""

MEMOS = frozenset({"memo", "memo-annex", "memo-json", "memo-docx"})
"""The formats that are printed from the tree of the memo."""


def standard(form: str) -> tuple[str, ...]:
    """What a plain build makes of an agreement in this form."""
    return tuple(n for n, made in FORMATS.items() if made.standard and (made.of_short or form == "long"))


def _printed(job: Job) -> str:
    """Every word of the agreement, as a text and as it stands on the pages, without a provider's tags, and
    of the creator's page, which goes out with it."""
    page = agreement_pages.page(job.agreement, paper=job.paper, way=signing.INK)
    return f"{agreement_pages.text(job.agreement)}\n{words(page)}\n{words(screen.html(job.agreement))}"


Tell = Callable[[str], None]
"""Called with the name of each format once it is made."""


def untold(_: str) -> None:
    """For a caller that wants to hear of nothing."""


def make_all(job: Job, names: Sequence[str] = (), tell: Tell = untold) -> dict[str, bytes]:
    """The files of these formats, or of all standard ones, by name. A short agreement is one that nobody
    reads thirty pages of annex about: its memo comes with JSON and without an annex, unless one is named.

    An agreement for a provider goes by another name than the one to be signed in the file, and comes
    with the provider's request for signatures, which names the creator's page too where that is made.
    Raises Rejected where the provider could not use it.
    """
    chosen = tuple(names) or standard(job.agreement.form)
    other = job.way if job.way and job.way != signing.usual(job.agreement) else ""
    problems = Problems()
    if other:
        problems.found.extend(signing.faults(job.agreement, other, _printed(job)))
        problems.reject_errors()
    memos = MEMOS.intersection(chosen)
    counsel = replace(job, agreement=in_language_of(job.agreement, job.library)) if memos else job
    if len(memos) > 1:
        counsel = replace(counsel, memo=memo.tree(counsel))  # once for all that print it
    files = {}
    for name in chosen:
        files[FORMATS[name].file] = FORMATS[name].make(counsel if name in memos else job)
        tell(name)
    if not other:
        return files
    signed = [FORMATS[name].file for name in SIGNED]
    files = {
        file.replace(".", f"-{other}.") if file in signed else file: made for file, made in files.items()
    }
    if f"agreement-{other}.pdf" in files and other in signing.PROVIDERS:
        beside = SUMMARY if SUMMARY in files else ""
        paper = f"agreement-{other}.pdf"
        files[f"agreement-{other}.json"] = signing.envelope(job.agreement, other, paper, beside)
    return files
