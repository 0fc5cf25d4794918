"""An amendment in; its documents out: those of any agreement, and the conformed copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from contracts.draft.amend import Amendment
from contracts.model.agreement import Agreement
from contracts.render import formats, sealed
from contracts.render.formats import FORMATS, MEMOS
from contracts.render.job import Job
from contracts.render.markdown import markdown

OWN: Mapping[str, tuple[str, Callable[[Agreement, str], bytes]]] = {
    "conformed": ("conformed.pdf", lambda copy, paper: sealed.draft(copy, paper=paper)),
    "conformed-md": ("conformed.md", lambda copy, paper: markdown(copy, draft=True).encode()),
}
"""The formats that an amendment has beside those of an agreement: the file, and what makes it."""

STANDARD = (*(name for name, made in FORMATS.items() if made.standard), "docx", "json")
"""What an amendment is made in where nobody asks for less; with the conformed copy as a PDF."""


def make(
    made: Amendment, copy: Agreement, job: Job, memo: Job, names: tuple[str, ...], own: tuple[str, ...]
) -> dict[str, bytes]:
    """The files of these formats, by name; of all standard ones where none is named.

    `job` is the amendment, `memo` the agreement as it leaves it, of which counsel is told.
    """
    wanted = names if names or own else STANDARD
    papers = tuple(name for name in wanted if name not in MEMOS)
    told = tuple(name for name in wanted if name in MEMOS)
    files = formats.make_all(job, papers) if papers else {}
    files |= formats.make_all(replace(memo, way=""), told) if told else {}
    files = {name.replace("agreement", "amendment", 1): content for name, content in files.items()}
    for name in own or (() if names else ("conformed",)):
        file, render = OWN[name]
        files[file] = render(copy, job.paper)
    return files
