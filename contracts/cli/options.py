"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from contracts.cli.report import FORMS
from contracts.model.providers import PROVIDERS

Command = TypeVar("Command", bound=Callable[..., Any])

DEAL = click.Path(dir_okay=False, path_type=Path)


def deal_argument(function: Command) -> Command:
    return click.argument("deal", type=DEAL)(function)


FONTS = "contracts.fonts"
"""Where --fonts leaves what it was given for --library, below which fonts are laid over ours too."""


def fonts_option(function: Command) -> Command:
    def kept(context: click.Context, _: click.Parameter, value: tuple[Path, ...]) -> None:
        if value:
            from contracts.pipeline.library import has_font

            for path in value:
                if not has_font(path):
                    raise click.BadParameter(f"there is no font at {path}")
        context.meta[FONTS] = value

    return click.option(
        "--fonts",
        multiple=True,
        is_eager=True,
        expose_value=False,
        callback=kept,
        type=click.Path(path_type=Path),
        envvar="CONTRACTS_FONTS",
        metavar="PATH",
        help="A TrueType font, or a folder of them, for letters that no font of ours has.",
    )(function)


def library_option(function: Command) -> Command:
    return click.option(
        "--library",
        "overlays",
        multiple=True,
        callback=lambda context, _, value: (*value, *context.meta.get(FONTS, ())),
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Lay a clause library of your own over ours: DIR holds clauses/ and templates/.",
    )(function)


def format_option(function: Command) -> Command:
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default="text",
        show_default=True,
        help="How problems are printed.",
    )(function)


def form_option(function: Command) -> Command:
    return click.option(
        "--form",
        "length",
        type=click.Choice(["short", "long"]),
        help="Form of the agreement, instead of the deal's or its type's.",
    )(function)


def paper_option(whose: str = "the deal's") -> Callable[[Command], Command]:
    """`whose` paper size it stands in place of."""
    sizes = click.Choice(["a4", "letter"])
    return click.option("--paper", type=sizes, help=f"Paper size, instead of {whose}.")


def esign_option(what: str, name: str = "esign") -> Callable[[Command], Command]:
    """`what` is made for a provider, and by which name the command hears of it."""
    help = f"Make {what} with the text tags of a provider, and its request for signatures as JSON."
    return click.option("--esign", name, type=click.Choice(PROVIDERS), help=help)


def as_of_option(function: Command) -> Command:
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda ctx, param, value: _day(value),
        metavar="DATE",
        help="The day to look at the deal and the law; the effective date of the deal if left out.",
    )(function)


def cache_folder() -> Path | None:
    """Where the parsed library is kept between runs; nowhere if CONTRACTS_CACHE is set empty."""
    chosen = os.environ.get("CONTRACTS_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "contracts"
    except RuntimeError:  # no home folder
        return None


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def names(only: str | None) -> tuple[str, ...]:
    """The names of formats in --only, as they are written; the build says which there are."""
    return tuple(name.strip() for name in (only or "").split(",") if name.strip())
