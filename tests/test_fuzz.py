"""What fuzzing found stays found; and each target is tried a little on every run. `make fuzz` tries more."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzzing import FOUND, TARGETS, endures, found, mutations
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(("target", "path"), [pytest.param(t, p, id=f"{t}/{p.name}") for t, p in found()])
def test_what_was_found(target: str, path: Path) -> None:
    endures(target, path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_takes_what_it_starts_from(target: str) -> None:
    read, seeds = TARGETS[target]
    for seed in seeds():
        if target == "deal":  # a manifest that lies beside an example is not there
            endures(target, seed)
        else:
            read(seed) if target != "yaml" else endures(target, seed)


@pytest.mark.parametrize("target", TARGETS)
def test_a_little(target: str) -> None:
    @settings(max_examples=15, deadline=None)
    @given(st.data())
    def tried(draw: st.DataObject) -> None:
        endures(target, draw.draw(mutations(target)))

    tried()


def test_every_folder_of_what_was_found_is_a_target() -> None:
    assert {path.name for path in FOUND.iterdir() if path.is_dir()} <= set(TARGETS)
