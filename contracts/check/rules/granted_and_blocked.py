"""What is granted is described in words of a context that the deal blocks.

Why it matters: whoever makes an action game with a voice cannot help putting it into what the contract bans,
and whoever gave the voice can stop the game.
Fails:   `replica: {description: {content: her calls in combat}}` with `blocked_contexts: {violence: block}`
Passes:  the same with `violence: ask`

Looked at are the words that describe a replica, a shoot and what a release is for. Words are a measure and
no proof: a warning asks for a look, and silence says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from contracts.check.finding import Finding
from contracts.check.index import Index
from contracts.model.agreement import Agreement
from contracts.model.deal import Deal, Value
from contracts.model.problem import Severity

SEVERITY = Severity.WARNING

DESCRIBED = (
    "replica.description.project",
    "replica.description.role",
    "replica.description.content",
    "services.description",
)
"""The fields that say in words of their own what is to be made."""

CONTEXTS: Mapping[str, str] = {
    "violence": r"combats?|battles?|fights?|fighting|fighters?|shoot ?outs?|kill(?:s|ing|er)?|murders?"
    r"|gore|gory|massacres?|torture|stabbings?|gun ?fights?|war|warfare|slasher|horror",
    "political": r"politic(?:al|s|ian|ians)|elections?|campaign speech(?:es)?|candidates?|ballots?|lobbying",
    "religious": r"sermons?|prayers?|preach(?:er|es|ing)|worship|evangeli\w+|missionary",
    "hate": r"hate speech|extremis[mt]s?|terroris[mt]s?|propaganda",
    "crime": r"drug (?:deal\w*|traffick\w*)|smuggl\w+|gangsters?|heists?|arms deal\w*",
    "vices": r"alcohol|beers?|wines?|whisk(?:e)?y|vodka|tobacco|cigarettes?|vap(?:e|ing)|casinos?|gambl\w+"
    r"|betting|poker|lotter(?:y|ies)",
    "advice": r"(?:medical|legal|financial|investment|tax) advice|symptom checkers?|diagnos\w+",
    "news": r"news ?(?:casts?|readers?|bulletins?|anchors?|broadcasts?)",
    "military": r"military|soldiers?|drone strikes?|surveillance|weapons? (?:systems?|training)",
    "endorsement": r"advert\w*|commercials?|sponsor\w*|testimonials?|endors\w+|product placement",
}
"""Words that a use in each context is described in."""

_NOT = r"\b(?:no|not|never|without|nor|except|excluding|free of)\b[^,;.]*"


def check(agreement: Agreement, index: Index) -> Iterator[Finding]:
    deal = agreement.deal
    for path in DESCRIBED:
        for context, word in _contexts(deal, deal.get(path)):
            yield Finding(
                f'"{word}" is granted, and the context {context} is blocked',
                deal.span(path),
                f"make protection.blocked_contexts.{context} ask or allow, or describe the use without it",
            )


def _contexts(deal: Deal, text: Value | None) -> Iterator[tuple[str, str]]:
    """Each blocked context whose words a text says, and does not deny."""
    if not isinstance(text, str):
        return
    said = re.sub(_NOT, "", text.casefold())
    for context, words in CONTEXTS.items():
        blocked = deal.text(f"protection.blocked_contexts.{context}") == "block"
        if blocked and (found := re.search(rf"\b(?:{words})\b", said)):
            yield context, found[0]
