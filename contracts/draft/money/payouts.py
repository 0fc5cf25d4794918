"""What is due and the payees in; what each of them is paid, line by line, out."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from contracts.model.payment import Part, PaymentTerms, Payout, Step

ZERO, HUNDRED = Decimal(0), Decimal(100)


def payouts(terms: PaymentTerms, due: Decimal) -> tuple[Payout, ...]:
    """Divide what is due. Parts and commissions sum to it; tax comes off, or on top where grossed up."""
    parts = divide(due, [part.percent for part in terms.parts], terms.unit)
    agent = terms.commission
    taken, own = ZERO, ZERO
    made: list[Payout] = []
    for part, sum_ in zip(terms.parts, parts, strict=True):
        if agent and part.payee == agent.payee:
            own += sum_
            continue
        fee = rounded(sum_ * agent.percent / HUNDRED, terms.unit) if agent else ZERO
        taken += fee
        made.append(_payout(terms, part, sum_, fee, borne=sum_ - fee if terms.gross_up else ZERO))
    if agent:
        made.append(_payout(terms, agent, own + taken, ZERO, borne=own if terms.gross_up else ZERO))
    return tuple(made)


def _payout(terms: PaymentTerms, whose: Part, part: Decimal, fee: Decimal, borne: Decimal) -> Payout:
    """What a payee gets; of `borne` the payer bears the tax, of the rest the payee does."""
    rate = (terms.withholding if whose.withholding is None else whose.withholding) / HUNDRED
    net = part - fee
    on_top = rounded(borne / (1 - rate), terms.unit) - borne
    tax = on_top + rounded((net - borne) * rate, terms.unit)
    lines = [Step("part", part)]
    vat, inside = _vat(terms, whose, net)
    for kind, sum_ in (("commission", -fee), ("gross-up", on_top), ("tax", -tax), ("vat", vat)):
        if sum_:
            lines.append(Step(kind, sum_))
    earned = net + on_top - tax  # without what goes on to a tax authority
    paid = earned + vat
    base = {"part": part, "paid": earned}.get(terms.counting.trust, ZERO)
    kept = rounded(base * terms.trust / HUNDRED, terms.unit) if whose.payee == terms.trust_of else ZERO
    return Payout(whose.payee, part, fee, on_top, tax, paid, min(kept, earned), vat, inside, tuple(lines))


def _vat(terms: PaymentTerms, whose: Part, net: Decimal) -> tuple[Decimal, Decimal]:
    """The value added or sales tax that comes on top of what a payee gets, and that inside it."""
    rate = terms.vat if whose.vat is None else whose.vat
    if terms.counting.vat == "included":
        return ZERO, rounded(net * rate / (HUNDRED + rate), terms.unit)
    return rounded(net * rate / HUNDRED, terms.unit), ZERO


def divide(whole: Decimal, percents: list[Decimal], unit: Decimal) -> list[Decimal]:
    """Divide an amount by percentages that sum to 100; largest remainder takes the odd cents."""
    exact = [whole * percent / HUNDRED for percent in percents]
    parts = [sum_.quantize(unit, ROUND_DOWN) for sum_ in exact]
    left = int((whole - sum(parts, ZERO)) / unit)
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:left]:
        parts[i] += unit
    return parts


def rounded(value: Decimal, unit: Decimal) -> Decimal:
    """A sum as it is stated: half up to the smallest unit of its currency."""
    return value.quantize(unit, ROUND_HALF_UP)
