"""An error of a library in; what to tell a person about it out. No letter of Python reaches anybody."""

from __future__ import annotations

import re

MOST = 200

_PYTHON = re.compile(
    r"""['"]/ | [\[({,]\s*b?['"] | \bb['"] | \{\} | <class | <\w+(\.\w+)+ | \w\((\w+=|['"]) | __ | 0x[0-9a-f]
    | \w*(Error|Exception|Object|NoneType)\b | Traceback | Errno | object\ has\ no | subscriptable | iterable
    | \b[a-z]+_[a-z_]+\b | \b[a-z]\w+\.\w+\.\w+ | callable | operand | unpack | codec
    | argument | attribute | literal | bytes-like
    | \b(None|True|False|dict|int|str|float|tuple)\b""",
    re.VERBOSE,
)
"""What an error says where it speaks to a programmer."""

Kinds = tuple[type[BaseException], ...]

_PROGRAM: tuple[tuple[Kinds, str], ...] = (
    ((RecursionError,), "it refers to itself without end"),
    ((MemoryError,), "it unpacks to more than there is room for"),
    ((UnicodeError,), "a text in it is in letters that are none"),
    ((KeyError,), "a part that it must have is missing"),
    ((IndexError,), "a list in it is too short"),
    ((OverflowError,), "a number in it is too large"),
    ((AttributeError, TypeError, AssertionError), "a part of it is of another kind than it must be"),
)
"""Errors that are about the program, whatever they say."""

_REACH: tuple[tuple[Kinds, str], ...] = (
    ((TimeoutError,), "there was no answer in time"),
    ((ConnectionError,), "there is no connection"),
    ((OSError,), "it could not be reached"),
)


class Odd(Exception):
    """Something in a file that is not as it must be; it says what, in our own words."""


def says(error: BaseException, most: int = MOST) -> str:
    """What an error says on one line, where that is for a person; what kind it is where it is not."""
    if isinstance(error, Odd):
        return str(error)
    for kinds, words in _PROGRAM:
        if isinstance(error, kinds):
            return words
    found = " ".join(str(error).split())
    if found and found.isprintable() and not _PYTHON.search(found):
        return found[:most]
    other = "it is not put together as it must be"
    return next((words for kinds, words in _REACH if isinstance(error, kinds)), other)
