"""A signature and the places of an agreement to sign in; the signature out, with whether it is that of whom
the agreement names for its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contracts.model.agreement import ExecutionBlock
from contracts.model.samename import same_body, same_person, whole
from contracts.model.verdict import Signed


def compared(signature: Signed, blocks: Mapping[str, ExecutionBlock], accepted: Mapping[str, str]) -> Signed:
    """It holds where the certificate names the signatory; where it names no person and is that of the
    party itself, a company, or of the firm by which that acts; or where `accepted` says so."""
    block = blocks.get(signature.field)
    if block is None or signature.kind == "timestamp" or not signature.names:
        return signature
    party, wanted = block.party, block.signatory.name
    firms = (party.name, *((block.signatory.through,) if block.signatory.through else ()))
    bodies = firms if block.binds and not party.natural else ()
    if not wanted:
        return _stranger(signature, block, blocks)
    if _names(signature, wanted):
        other = signature.organisation
        if bodies and other and not any(same_body(other, body) for body in bodies):
            return _noted(signature, f"its certificate is of {other}, and the party is {party.name}")
        if not any(whole(found, wanted) or found == wanted for found in signature.names):
            note = f"its certificate says {signature.signer} in full; the agreement names {wanted}"
            return _noted(signature, note)
        return signature
    if bodies and any(same_body(name, body) for name in signature.names for body in bodies):
        why = f"its certificate is that of {party.name} and names no person; the agreement names {wanted}"
        return _noted(signature, why)
    if signature.field in accepted:
        name = accepted[signature.field]
        if not name or _names(signature, name):
            return _noted(signature, f"the agreement names {wanted} for this field; the name was accepted")
        return _fault(signature, f"the certificate names {signature.signer}, and the name accepted is {name}")
    for other_block in blocks.values():
        if other_block.field != block.field and _names(signature, other_block.signatory.name):
            seat = other_block.field
            return _fault(signature, f"{signature.signer} signs in {seat}; this field is for {wanted}")
    why = (
        f"the certificate names {signature.signer}, and the agreement names {wanted} for this field: "
        f"where that is right, give --accept-name {signature.field}"
    )
    return _fault(signature, why)


def _stranger(signature: Signed, block: ExecutionBlock, blocks: Mapping[str, ExecutionBlock]) -> Signed:
    """A witness whom the agreement does not name may be anybody who signs nothing else in it."""
    for other in blocks.values():
        if other.field != block.field and _names(signature, other.signatory.name):
            return _fault(signature, f"{signature.signer} signs in {other.field}, and is no witness of it")
    return _noted(signature, f"the agreement names no witness; its certificate names {signature.signer}")


def _names(signature: Signed, name: str) -> bool:
    return any(same_person(found, name) or found == name for found in signature.names)


def _noted(signature: Signed, note: str) -> Signed:
    return replace(signature, note=note)


def _fault(signature: Signed, why: str) -> Signed:
    return replace(signature, holds=False, faults=(*signature.faults, why))
