"""A class with annotated fields in; the same class as frozen data with slots out, made in little time.

`@record` makes what `@dataclass(frozen=True, slots=True)` makes, for modules that every command loads.
The standard decorator writes up to twelve methods of a class as source and compiles each of them at
every start, which took a third of the time of a check. Here `__init__` alone is compiled, and only
for a class of which more than a few values are made; the others are shared. `fields`, `replace`, `asdict`,
`match` and mypy know a record as a dataclass.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)

FEW = 8
"""Of how many values it does not pay to compile how they are made."""


@overload
def record(cls: Class, /) -> Class: ...
@overload
def record(*, kw_only: bool = False, order: bool = False) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Any = None, /, *, kw_only: bool = False, order: bool = False) -> Any:
    """Frozen data with slots; `kw_only` and `order` as for a dataclass."""

    def made(cls: Any) -> Any:
        cls.__doc__ = cls.__doc__ or cls.__name__  # or the signature would be worked out for it
        framed = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
        _add_methods(framed, order)
        return framed

    return made if cls is None else made(cls)


def _add_methods(cls: Any, order: bool) -> None:
    """Add the methods of frozen data, but for those that the class has written itself."""
    compared = [f.name for f in fields(cls) if f.compare]
    values: Callable[[Any], Any] = operator.attrgetter(*compared) if compared else type

    count = itertools.count(1)

    def first_init(self: Any, *args: Any, **named: Any) -> None:
        if next(count) > FEW or not _put(self, _plan(cls), args, named):
            cls.__init__ = _init(cls)  # which also says what is wrong with its arguments
            cls.__init__(self, *args, **named)

    def hashed(self: Any) -> int:
        return hash(values(self))

    methods = {"__init__": first_init, "__eq__": _comparison(operator.eq, values), "__hash__": hashed}
    for name, method in (methods | SHARED).items():
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
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_change,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
"""What all records have in common."""
