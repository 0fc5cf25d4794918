"""Clashes about who may have the footage and what comes of it, and to whom it may pass."""

from __future__ import annotations

from contracts.check.clashes.clash import ANY, BALANCED, CREATOR, LICENSEE, NOT_LICENSEE, Clash
from contracts.model.problem import Severity

_ASSIGN = "choose balanced or creator for assignment"

CLASHES = (
    Clash(
        "free-to-assign",
        one={"assignment": LICENSEE},
        other={"no-resale": CREATOR, "no-other-supply": CREATOR, "shutdown": CREATOR},
        why="the agreement may pass to anyone without consent, and a buyer needs the licensor's consent",
        help=_ASSIGN,
    ),
    Clash(
        "assign-what-may-not-be-shared",
        one={"assignment": LICENSEE},
        other={"no-sublicensing": NOT_LICENSEE, "change-of-control": CREATOR},
        why="whoever may not be given the footage can be made the licensee instead",
        help=_ASSIGN,
        severity=Severity.WARNING,
    ),
    Clash(
        "licence-without-footage",
        one={"assignment": BALANCED},
        other={
            "no-resale": CREATOR,
            "no-other-supply": CREATOR,
            "shutdown": CREATOR,
            "change-of-control": CREATOR,
        },
        why="a buyer of the business takes over the agreement without consent, but not the footage",
        help="choose creator for assignment, or balanced for the second",
        severity=Severity.WARNING,
    ),
    Clash(
        "sold-but-not-transferred",
        one={"change-of-control": LICENSEE},
        other={"assignment": CREATOR},
        why="the business may be sold without consent, and its buyer cannot have the agreement without it",
        help="choose balanced or creator for change-of-control",
        severity=Severity.WARNING,
    ),
    Clash(
        "passed-on-in-a-dataset",
        one={"no-resale": LICENSEE},
        other={"no-sublicensing": NOT_LICENSEE, "change-of-control": CREATOR, "shutdown": CREATOR},
        why="the footage may go with a model or a business, and may not go to another person",
        help="choose balanced or creator for no-resale",
    ),
    Clash(
        "weights-kept-and-merged",
        one={"no-distillation": LICENSEE},
        other={"model-scope": CREATOR},
        why="a licensed model may improve any other model, and its weights may not go into one",
        help="choose balanced or creator for no-distillation",
        severity=Severity.WARNING,
    ),
    Clash(
        "names-kept-and-removed",
        one={"metadata": LICENSEE},
        other={
            "moral-rights": CREATOR,
            "upstream-moral-rights": CREATOR,
            "aggregator-care": NOT_LICENSEE,
        },
        why="the metadata may be removed from every copy, and names or metadata stay linked to each clip",
        help="choose balanced or creator for metadata",
    ),
    Clash(
        "sole-owner-of-what-others-own",
        one={"title": LICENSEE},
        other={"upstream-ownership": ANY},
        why="the licensor is the sole owner of all rights, and each creator keeps title to what it supplied",
        help="choose balanced or creator for title",
    ),
)
