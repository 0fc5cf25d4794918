"""Clashes about what the users of a platform make with a likeness or with characters."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.check.clashes.clash import BALANCED, CREATOR, LICENSEE, NOT_CREATOR, NOT_LICENSEE, Clash
from contracts.model.agreement import Agreement


def _ads_or_training_kept_back(agreement: Agreement) -> bool:
    """Whether the list does not allow advertising with, or training on, a character in use."""
    found = agreement.deal.get("character")
    entries = [e for e in found if isinstance(e, Mapping)] if isinstance(found, tuple) else []
    in_use = [entry for entry in entries if entry.get("refused") is not True]
    return any(entry.get(use) != "allow" for entry in in_use for use in ("ads", "train"))


CLASHES = (
    Clash(
        "fan-right-ends",
        one={"fan-content": CREATOR},
        other={"character-refusal": NOT_CREATOR},
        why="a user's right to what it made ends with a refusal, and what was made before it may stay",
        help="choose creator for character-refusal, or balanced for fan-content",
    ),
    Clash(
        "fans-keep-what-goes",
        one={"fan-content": LICENSEE},
        other={
            "character-refusal": CREATOR,
            "character-ending": CREATOR,
            "character-shutdown": NOT_LICENSEE,
        },
        why="users keep and share what they made anywhere and for ever, and it is removed",
        help="choose balanced or creator for fan-content",
    ),
    Clash(
        "fan-content-in-ads",
        one={"fan-content": LICENSEE},
        other={"character-permissions": CREATOR},
        test=_ads_or_training_kept_back,
        why="what users make may promote and improve the product, and the list keeps ads or training back",
        help="choose balanced or creator for fan-content, or allow both for each character",
    ),
    Clash(
        "closed-for-nothing",
        one={"shutdown": LICENSEE},
        other={"character-shutdown": NOT_LICENSEE},
        why="a closed product leaves only what is earned to pay, and what is guaranteed is due as well",
        help="choose balanced or creator for shutdown",
    ),
    Clash(
        "closed-and-guaranteed",
        one={"character-shutdown": LICENSEE},
        other={"shutdown": CREATOR},
        why="no sum is guaranteed once a product is closed, and what is guaranteed becomes due at once",
        help="choose balanced or creator for character-shutdown",
    ),
    Clash(
        "refused-and-guaranteed",
        one={"guaranteed-sum": LICENSEE},
        other={"character-refusal": CREATOR},
        why="a refusal costs the licensor the guarantee, and leaves it each sum that is guaranteed",
        help="choose balanced or creator for guaranteed-sum",
    ),
    Clash(
        "let-in-by-another",
        one={"likeness-approved-list": LICENSEE},
        other={"likeness-permissions": CREATOR},
        why="somebody let in by an approved person is no breach, and everybody else must be kept out",
        help="choose balanced or creator for likeness-approved-list",
    ),
    Clash(
        "kept-out-with-an-effort",
        one={"likeness-permissions": LICENSEE},
        other={"likeness-approved-list": CREATOR},
        why="takedown is the sole remedy for a use by others, and the licensee bears the risk of it",
        help="choose balanced or creator for likeness-permissions",
    ),
    Clash(
        "face-data-for-more",
        one={"likeness-biometrics": NOT_CREATOR},
        other={"likeness-no-training": CREATOR},
        why="face and voice data may serve the product or be held by others, and only the copy of the person",
        help="choose creator for likeness-biometrics, or balanced for likeness-no-training",
    ),
    Clash(
        "switching-off-costs",
        one={"likeness-fee": BALANCED},
        other={"likeness-switch-off": CREATOR},
        why="a part of the fee is repaid after switching off, and switching off costs nothing",
        help="choose creator for likeness-fee, or balanced for likeness-switch-off",
    ),
    Clash(
        "taken-over-with-the-product",
        one={"likeness-ending": LICENSEE},
        other={"consent-terms": NOT_LICENSEE},
        why="the consent goes on with whoever takes over the product, and may not be transferred so",
        help="choose balanced or creator for likeness-ending",
    ),
    Clash(
        "transferred-and-ended",
        one={"consent-terms": LICENSEE},
        other={"likeness-ending": CREATOR},
        why="the agreement may be transferred to anyone, and no buyer acquires the recordings or the copy",
        help="choose balanced or creator for consent-terms",
    ),
)
