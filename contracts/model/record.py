"""A class with annotated fields in; the same class as frozen data with slots out, made in little time.

`@record` makes what `@dataclass(frozen=True, slots=True)` makes, for modules that every command loads,
and `@record(frozen=False)` what `@dataclass(slots=True)` makes. The standard decorator writes up to
twelve methods of a class as source and compiles each of them at every start, which took a third of the
time of a check, and it looks through the text of every annotation for kinds of fields that no record has.
Here `__init__` alone is compiled, and only for a class of which many values are made; the others are
shared. `fields`, `replace`, `asdict`, `match` and mypy know a record as a dataclass. All annotations of a
record are fields: there is no `ClassVar` and no `InitVar` among them.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from inspect import get_annotations
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)

FEW = 32
"""Of how many values it does not pay to compile how they are made."""


@dataclass(init=False, repr=False, eq=False)
class _Plain:
    """A dataclass as the standard library makes it, to see by what it knows a field."""

    field: int


_KIND: Any = fields(_Plain)[0]._field_type  # type: ignore[attr-defined]


@overload
def record(cls: Class, /) -> Class: ...
@overload
def record(
    *, kw_only: bool = False, order: bool = False, frozen: bool = True
) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Any = None, /, *, kw_only: bool = False, order: bool = False, frozen: bool = True) -> Any:
    """Data with slots; `kw_only`, `order` and `frozen` as for a dataclass."""

    def made(cls: Any) -> Any:
        cls.__doc__ = cls.__doc__ or cls.__name__
        framed = _framed(cls, kw_only)
        _add_methods(framed, order, frozen)
        return framed

    return made if cls is None else made(cls)


def _framed(cls: Any, kw_only: bool) -> Any:
    """The class with a slot for each of its own fields, and what `dataclasses` knows a dataclass by."""
    known: dict[str, Field[Any]] = {}
    for base in cls.__mro__[-1:0:-1]:
        known |= getattr(base, "__dataclass_fields__", {})
    body, own = dict(cls.__dict__), []
    for name, kind in get_annotations(cls).items():
        given: Any = body.pop(name, MISSING)
        f: Any = given if isinstance(given, Field) else field(default=given)
        f.name, f.type, f.kw_only = name, kind, kw_only
        f._field_type = _KIND
        if name not in known:
            own.append(name)
        known[name] = f
    for left in ("__dict__", "__weakref__"):
        body.pop(left, None)
    match = tuple(name for name, f in known.items() if not f.kw_only)
    body |= {"__slots__": tuple(own), "__dataclass_fields__": known, "__match_args__": match}
    framed = type(cls)(cls.__name__, cls.__bases__, body)
    framed.__qualname__ = cls.__qualname__
    return framed


def _add_methods(cls: Any, order: bool, frozen: bool) -> None:
    """Add the methods of data, but for those that the class has written itself."""
    compared = [f.name for f in fields(cls) if f.compare]
    values: Callable[[Any], Any] = operator.attrgetter(*compared) if compared else type

    count = itertools.count(1)

    def first_init(self: Any, *args: Any, **named: Any) -> None:
        if next(count) > FEW or not _put(self, _plan(cls), args, named):
            cls.__init__ = _init(cls)  # which also says what is wrong with its arguments
            cls.__init__(self, *args, **named)

    def hashed(self: Any) -> int:
        return hash(values(self))

    methods: dict[str, Any] = {"__init__": first_init, "__eq__": _comparison(operator.eq, values), **SHARED}
    methods |= {**FROZEN, "__hash__": hashed} if frozen else {"__hash__": None}
    for name, method in methods.items():
        if cls.__dict__.get(name) is None:  # a class with an __eq__ of its own has None for a hash
            setattr(cls, name, method)
    if order:
        for compare in (operator.lt, operator.le, operator.gt, operator.ge):
            setattr(cls, f"__{compare.__name__}__", _comparison(compare, values))


def _comparison(
    compare: Callable[[Any, Any], bool], values: Callable[[Any], Any]
) -> Callable[[Any, Any], bool]:
    def compared(self: Any, other: Any) -> bool:
        return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

    return compared


def _put(value: Any, plan: Plan, args: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Fill a value's slots in turn; False, with none filled, where the arguments are not its fields."""
    if not named and len(args) == len(plan.by_place) == len(plan.defaults):  # as a kept library gives them
        for put, v in zip(plan.puts, args, strict=True):
            put(value, v)
        if plan.more:
            value.__post_init__()
        return True
    found = dict(zip(plan.by_place, args, strict=False)) | named
    if len(found) < len(args) + len(named) or not found.keys() <= plan.defaults.keys():
        return False
    for name, (default, make) in plan.defaults.items():
        if name not in found:
            if default is MISSING and make is MISSING:
                return False
            found[name] = default if make is MISSING else make()
    for name, v in found.items():
        object.__setattr__(value, name, v)
    if plan.more:
        value.__post_init__()
    return True


class Plan:
    """How values of a class are made: its fields by place, their defaults, whether more is done then."""

    def __init__(self, cls: Any) -> None:
        self.by_place = [f.name for f in fields(cls) if not f.kw_only]
        self.puts = [getattr(cls, name).__set__ for name in self.by_place]
        self.defaults = {f.name: (f.default, f.default_factory) for f in fields(cls)}
        self.more = hasattr(cls, "__post_init__")


_plan = cache(Plan)


def _init(cls: Any) -> Callable[..., None]:
    """The `__init__` of a record, compiled: it takes the fields in their order and puts each in its slot."""
    names: dict[str, Any] = {"MISSING": MISSING}
    by_place, by_name, lines = ["self"], ["*"], []
    for f in fields(cls):
        given = value = f.name
        names[f"put_{f.name}"] = getattr(cls, f.name).__set__
        if f.default_factory is not MISSING:
            names[f"make_{f.name}"] = f.default_factory
            given, value = f"{f.name}=MISSING", f"make_{f.name}() if {f.name} is MISSING else {f.name}"
        elif f.default is not MISSING:
            names[f"default_{f.name}"] = f.default
            given = f"{f.name}=default_{f.name}"
        (by_name if f.kw_only else by_place).append(given)
        lines.append(f" put_{f.name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    head = ", ".join(by_place + (by_name if len(by_name) > 1 else []))
    exec(f"def __init__({head}):\n" + "\n".join(lines), names)
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


@recursive_repr()
def _shown(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse_change(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for f, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _shown,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
"""What all records have in common."""

FROZEN: dict[str, Callable[..., Any]] = {"__setattr__": _refuse_change, "__delattr__": _refuse_change}
"""What those have in common that cannot be changed."""
