"""What the starters say of their parties is known as a sample, whatever a starter says."""

from __future__ import annotations

import yaml

from contracts.load.deal.samples import OF_A_PARTY, samples
from contracts.load.library.home import home
from contracts.model.letters import folded


def test_every_starter_gives_its_samples() -> None:
    """Read as YAML, each starter has no address, mailbox, number or name of a party that is not known."""
    known = samples()
    for path in (home() / "templates" / "agreements").glob("*.starter.yaml"):
        parties = yaml.safe_load(path.read_text(encoding="utf-8")).get("parties", {})
        for party in parties.values():
            for field in set(OF_A_PARTY) & set(party):
                assert party["name"] in known[field, folded(party[field])]
