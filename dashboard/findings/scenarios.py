"""What a scenario would change, what it would cost, and what of a kept one is no more."""

from dashboard import format as fmt
from dashboard.text import Text
from queries import Cost, Gone, Outcome, WhatIf, words_of


def scenario(outcomes: tuple[Outcome, ...], standards: dict[str, str], text: Text) -> str:
    """Say who would leave; of several standards, each by its name."""
    helped = [outcome for outcome in outcomes if outcome.removed]
    told = {code: [o for o in helped if o.standard_id == code] for code in dict.fromkeys(o.standard_id for o in helped)}
    if not told:
        return text("what_if.meets_nothing")
    said = {code: _leave(own, text) for code, own in told.items()}
    return " ".join(said.values() if len(said) == 1 else (f"{standards[code]}: {one}" for code, one in said.items()))


def _leave(helped: list[Outcome], text: Text) -> str:
    unclear = sum(outcome.after == "unknown" for outcome in helped)
    said = text(
        "what_if.leave",
        helped=fmt.padded(len(helped), text),
        poor=fmt.count(sum(o.leaves_poor for o in helped), text),
        listed=fmt.count(sum(o.leaves_list for o in helped), text),
    )
    return f"{said} {text('what_if.unclear', count=fmt.padded(unclear, text))}" if unclear else said


def gone(found: WhatIf, names: dict[str, str], period: str | None, text: Text) -> tuple[str, ...]:
    """Say of each household, khối or indicator of a kept scenario that is no more why it is left out."""
    other = period is not None and period != found.period
    periods = {"made": fmt.period(period, text), "shown": fmt.period(found.period, text)} if other else {}
    said = (_tell_gone(one, names, found.period, text) for one in found.gone)
    return (*((text("scenario.other_period", **periods),) if other else ()), *said)


def _tell_gone(one: Gone, names: dict[str, str], period: str, text: Text) -> str:
    if one.what != "household":
        return text(f"scenario.gone_{one.what}", code=one.code)
    name, shown = names.get(one.code, one.code), fmt.period(period, text)
    if one.listed:
        return text("scenario.gone_left", name=name, period=shown, listed=text.of(words_of("class", one.listed)))
    return text("scenario.gone_absent" if one.is_known else "scenario.gone_unknown", name=name, period=shown)


def costs(found: tuple[Cost, ...], indicators: dict[str, str], text: Text) -> str:
    """Say what is known of the cost, and of which helps nothing is known."""
    totals = [cost.total for cost in found if cost.total]
    ends = dict.fromkeys(fmt.money(sum(total[end] for total in totals), text) for end in (0, 1))
    open_ = [indicators.get(code, code) for cost in found if not cost.total for code in cost.indicators]
    partly = [
        indicators.get(code, code) for cost in found if cost.total and _is_partial(cost) for code in cost.indicators
    ]
    parts = (
        text("costs.known", sum=" – ".join(ends)) if totals else text("what_if.no_cost"),
        text("costs.open", names=", ".join(open_)) if open_ and totals else "",
        text("costs.partly", names=", ".join(partly)) if partly else "",
    )
    return " ".join(filter(None, parts))


def _is_partial(cost: Cost) -> bool:
    return bool(cost.unclear or cost.not_entitled)


def uncomputed(found: WhatIf, standards: dict[str, str], text: Text) -> tuple[str, ...]:
    """Name the standards of the round under which nothing can be computed yet."""
    return tuple(text("what_if.left_out", standard=standards[standard]) for standard in found.left_out)
