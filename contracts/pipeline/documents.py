"""A deal in; the documents it makes, in memory, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from os import PathLike

from contracts.model.agreement import Agreement
from contracts.model.clause import Library
from contracts.model.memo import Memo
from contracts.model.problem import Problems, Rejected, Span
from contracts.pipeline import options
from contracts.pipeline.deals import NAME, DealSource, check
from contracts.pipeline.results import Built, Checked


def build(
    deal: DealSource | Checked,
    *,
    only: str | Sequence[str] = (),
    paper: str = "",
    way: str = "",
    draft: bool = False,
    embed: bool = False,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    form: str = "",
    as_of: date | None = None,
    language: str | Sequence[str] = "",
    tell: Callable[[str], None] | None = None,
) -> Built:
    """Make the documents of a deal, or of one that has been checked already; nothing is written.

    `only` names one format or several (docs/formats.md): pdf, summary, summary-html, memo, memo-annex,
    memo-json, problems, docx, memo-docx, md, json, text, html; without it all standard ones are made.
    `paper` is `a4` or `letter`, the deal's own where it is left out. `way` is a way of signing other than
    the deal's: `fields`, `ink`, `docusign`, `adobe`, `dropbox`. `draft` lets a deal with errors through
    and marks every page. `embed` puts the deal into the Word file, with its positions and the house
    standard; a PDF carries it in any case. `language` is that of the creator's page, the deal's own where
    it is left out; of several, the page is printed in the first, and its file for a screen has all.
    `tell` hears the name of each format once it is made. The other options are those of `check`.

    Raises Rejected on errors, before anything is made; Unreadable where an input cannot be read or
    an option is none: nothing is ever passed over.
    """
    wish = options.wish(only, paper, way, draft=draft, embed=embed)
    options.of_kind(
        ("library", library, (Library, options.NOTHING)),
        ("tell", tell, (options.CALL, options.NOTHING)),
    )
    options.several("language", language, (str,))
    if isinstance(deal, Checked):
        checked = deal
    else:
        checked = check(deal, library=library, folder=folder, name=name, form=form, as_of=as_of)
    if not checked.clean and not wish.draft:
        raise Rejected(checked.problems)
    read_in = tuple(filter(None, (language,) if isinstance(language, str) else language))
    agreement = _read_in(read_in, checked, draft=wish.draft) if read_in else checked.agreement
    from contracts.render.formats import make_all, untold
    from contracts.render.job import Job

    job = Job(
        agreement,
        checked.library,
        checked.problems,
        checked.assessments,
        checked.as_of,
        wish.draft,
        wish.paper,
        wish.way,
        wish.embed,
    )
    return Built(make_all(job, wish.only, tell or untold), checked)


def _read_in(languages: Sequence[str], checked: Checked, *, draft: bool) -> Agreement:
    """The agreement with the creator's page in languages. Raises Rejected where words of it are missing."""
    from contracts.check.rules.not_translated import missing_in, of_page
    from contracts.draft.assemble import with_page_in

    for language in languages:
        options.one_of("language", "language", language, checked.library.languages)
    agreement = with_page_in(checked.agreement, checked.library, *languages)
    found, place = Problems(), Span(agreement.deal.file, 1)
    for reader in agreement.readers:
        if reader.language != checked.library.language and (missing := of_page(reader)):
            help = "write them, or take another language: docs/languages.md"
            found.add("not-translated", missing_in(reader.language, missing), place, help=help)
    if found.found and not draft:
        raise Rejected(found.found)
    return agreement


def memo(
    deal: DealSource | Checked,
    *,
    library: Library | None = None,
    folder: str | PathLike[str] | None = None,
    name: str = NAME,
    as_of: date | None = None,
) -> Memo:
    """What counsel is told of a deal, or of one that has been checked: the tree of memo.json, typed.

    A deal with errors has a memo too, which says not to sign it. The options, and what is raised, are
    those of `check`.
    """
    from contracts.draft.memo import memo as made

    options.of_kind(("library", library, (Library, options.NOTHING)))
    if isinstance(deal, Checked):
        checked = deal
    else:
        checked = check(deal, library=library, folder=folder, name=name, as_of=as_of)
    return made(checked.agreement, checked.library, checked.problems, checked.assessments, checked.as_of)
