"""What the values themselves are like, in a line for the clinician and as plain data."""

from collections.abc import Iterator
from typing import Any

from caseline.analysis.words import said
from caseline.claims.size import probability
from caseline.claims.words import Language, Words, words
from caseline.effects.diagnostics import Diagnostics

Plain = dict[str, Any]

MOST_DATES = 5  # of outliers in a line; the data has all


def diagnosed(found: Diagnostics, lang: Language) -> str:
    """Autocorrelation, trend, ends of the scale and outliers, each where it is known."""
    texts, say = said(lang)["diagnostics"], words(lang)
    parts = [texts[name].format(**values) for name, values in _told(found, say)]
    return texts["line"].format(parts="; ".join(parts))


def _told(found: Diagnostics, say: Words) -> Iterator[tuple[str, dict[str, object]]]:
    if found.autocorrelation is not None:
        one = found.autocorrelation
        too_few = not (one.found or one.may_be_denied)
        yield (
            "autocorrelation_too_few" if too_few else "autocorrelation",
            {
                "value": say.number(one.value, 2),
                "chance": say.number(one.by_chance, 2),
                "limit": say.number(one.limit, 2),
                "n": one.n,
            },
        )
    if found.baseline is not None:
        trend = found.baseline
        p = probability(trend.p_improving, say)
        yield "trend", {"slope": say.number(trend.slope, 3), "p": p}
    if found.at_bounds is not None:
        ends = found.at_bounds
        yield "bounds", {"low": round(100 * ends.floor), "high": round(100 * ends.ceiling)}
    days = [day.isoformat() for day in found.outliers]
    if days:
        more = ", …" if len(days) > MOST_DATES else ""
        yield "outliers", {"n": len(days), "days": ", ".join(days[:MOST_DATES]) + more}


def as_plain(found: Diagnostics | None) -> Plain | None:
    """All of it for programs; null where there is no effect, and so nothing to trust or not."""
    if found is None:
        return None
    one, trend, ends = found.autocorrelation, found.baseline, found.at_bounds
    counts = zip(found.n, found.n_eff, found.missing, strict=True)
    return {
        "stretches": [{"n": n, "n_eff": n_eff, "missing": missing} for n, n_eff, missing in counts],
        "autocorrelation": one
        and {
            "value": one.value,
            "by_chance": one.by_chance,
            "limit": one.limit,
            "found": one.found,
            "may_be_denied": one.may_be_denied,
        },
        "baseline_trend": trend
        and {
            "points_a_day": trend.slope,
            "p_improving": trend.p_improving,
            "share_of_change": trend.share_of_change,
        },
        "at_bounds": ends and {"floor": ends.floor, "ceiling": ends.ceiling},
        "outliers": [day.isoformat() for day in found.outliers],
        "detectable": [{"bar": bar, "effect": size} for bar, size in found.detectable.items()],
    }
