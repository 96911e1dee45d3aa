"""Formatting for templates: dates in words, kind marks, status chips, party chips; no queries."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from timeline import wording
from timeline.rows import EngagementRow, FactRow, PartyRow, QuoteRow
from timeline.vocabulary import Kind, Origin, Role, Status

register = template.Library()

# One path per kind in a box of 16 by 16 around the origin; the same shapes as the charts' plotly symbols.
KIND_PATHS: dict[str, str] = {
    Kind.SUMMIT: "M0-6.4L1.7-2.3L6.1-2L2.7.9L3.8 5.2L0 2.9L-3.8 5.2L-2.7.9L-6.1-2L-1.7-2.3Z",
    Kind.MINISTERIAL: "M0-6.2L6.2 0L0 6.2L-6.2 0Z",
    Kind.BILATERAL: "M-4.8 0a4.8 4.8 0 1 0 9.6 0a4.8 4.8 0 1 0-9.6 0Z",
    Kind.CALL: "M-4.8 0a4.8 4.8 0 1 0 9.6 0a4.8 4.8 0 1 0-9.6 0ZM-2.1 0a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0Z",
    Kind.DIALOGUE: "M-4.5-4.5L4.5-4.5L4.5 4.5L-4.5 4.5Z",
    Kind.WORKING_GROUP: "M5.4 0L2.7 4.7L-2.7 4.7L-5.4 0L-2.7-4.7L2.7-4.7Z",
    Kind.CONFERENCE: "M0-5.6L5.3-1.7L3.3 4.5L-3.3 4.5L-5.3-1.7Z",
    Kind.VISIT: "M-4-5.2L5.6 0L-4 5.2Z",
    Kind.PORT_CALL: "M-5.4-4.2L5.4-4.2L0 5.2Z",
    Kind.EXERCISE: "M-1.9-5.2H1.9V-1.9H5.2V1.9H1.9V5.2H-1.9V1.9H-5.2V-1.9H-1.9Z",
    Kind.TRAINING: "M2.4-5.2L5.2-2.4L2.7 0L5.2 2.4L2.4 5.2L0 2.7L-2.4 5.2L-5.2 2.4L-2.7 0L-5.2-2.4L-2.4-5.2L0-2.7Z",
    Kind.SIGNING: "M-4.6-5L4.6-5L-4.6 5L4.6 5Z",
}
PARTIES_SHOWN = 4  # chips in a list row; the rest is a number


# A list draws the same few marks and chips hundreds of times: each is rendered once.
@register.simple_tag
@lru_cache(maxsize=256)
def kind_mark(kind: str, status: str = Status.HELD, *, labelled: bool = False) -> str:
    """Draw a kind's shape in the status's treatment; `labelled` writes the kind beside it, else only for screen readers."""
    values = {"kind": kind, "status": status, "path": KIND_PATHS[kind], "label": Kind(kind).label, "labelled": labelled}
    return render_to_string("components/kind_mark.html", values)


@register.simple_tag
@lru_cache(maxsize=64)
def status_chip(status: str, is_unconfirmed: bool = False) -> str:
    """Draw a status as a miniature bar and its word; a plan whose day has passed unconfirmed says so."""
    return render_to_string(
        "components/status_chip.html", {"status": status, "label": Status(status).label, "is_unconfirmed": is_unconfirmed}
    )


@register.simple_tag(takes_context=True)
def party_chips(context: Context, parties: Sequence[PartyRow], limit: int = PARTIES_SHOWN) -> str:
    """Draw parties as coded chips, hosts filled and first; past `limit` the rest is a number (0 shows all).

    They lead to what is known of the parties on the day as of which the page shows the record.
    """
    return _party_chips(tuple(parties), limit, getattr(context.get("site"), "then", ""))


@lru_cache(maxsize=4096)
def _party_chips(parties: tuple[PartyRow, ...], limit: int, then: str) -> str:
    first = sorted(parties, key=lambda party: party.role != Role.HOST)
    shown = first[:limit] if limit else first
    rest = [party.name for party in first[len(shown) :]]
    # Joined here: a page shows hundreds of chips, and as many steps of a template take milliseconds.
    chips = format_html_join("", "{}", ((_party_chip(party, then),) for party in shown))
    values = {"chips": chips, "number": len(rest), "names": ", ".join(rest)}
    return render_to_string("components/party_chips.html", values)


@lru_cache(maxsize=4096)
def _party_chip(party: PartyRow, then: str) -> str:
    return render_to_string("components/party_chip.html", {"party": party, "then": then})


@register.filter
def kind_path(kind: str) -> str:
    """Return the outline of a kind's shape around the origin, for a drawing of its own."""
    return KIND_PATHS[kind]


@register.filter
def when(row: EngagementRow) -> str:
    """Write an engagement's dates in full: `25–26 June 2025`."""
    return wording.date_range(row.start, row.end)


@register.filter
def when_short(row: EngagementRow) -> str:
    """Write an engagement's dates for a table: `25–26 Jun 2025`."""
    return wording.date_range(row.start, row.end, short=True)


@register.filter
def missing_precision(row: EngagementRow) -> str:
    """Say what an engagement's dates leave open: `day not stated`."""
    return wording.missing_precision(row.start, row.end)


@register.filter
def left_open(row: EngagementRow) -> str:
    """Say behind a row what its dates leave open: ` · day not stated`; empty when nothing, or when it has no date."""
    missing = missing_precision(row) if row.start else ""
    return f" · {missing}" if missing else ""


@register.filter
def where(row: EngagementRow) -> str:
    """Write where an engagement took place: `Qingdao, China`, `China`, or `place not stated`."""
    return ", ".join(part for part in (row.place, row.country_name) if part) or "place not stated"


@register.filter
def day(value: date | None) -> str:
    """Write a day: `25 June 2025`; empty when there is none."""
    return wording.day(value) if value else ""


@register.filter
def day_short(value: date | None) -> str:
    """Write a day for a table: `25 Jun 2025`; empty when there is none."""
    return wording.day(value, short=True) if value else ""


@register.filter
def ordinal(value: int) -> str:
    """Write 22 as `22nd`."""
    return wording.ordinal(value)


@register.filter
def grouped(value: int) -> str:
    """Write a whole number with its thousands set apart: `10,135`."""
    return f"{value:,}"


@register.filter
def kept(address: str, then: str) -> str:
    """Keep an address at the day as of which the page shows the record: `then` is `?asof=2025-06-30`, or nothing."""
    path, sign, anchor = address.partition("#")
    if not (path and then):
        return address
    return f"{path}{'&' if '?' in path else '?'}{then.removeprefix('?')}{sign}{anchor}"


@register.filter
def counted(value: int, nouns: str) -> str:
    """Write a number with its noun, given as `source` or `country,countries`: `1 source`, `2 countries`."""
    noun, _, plural = nouns.partition(",")
    return wording.count(value, noun, plural)


@register.filter
def open_quotes(fact: FactRow) -> tuple[QuoteRow, ...]:
    """Return the quotations that stand open: the first that agrees, and every one that does not."""
    return tuple(quote for quote in fact.quotes if not quote.agrees or quote is fact.quotes[0])


@register.filter
def folded_quotes(fact: FactRow) -> tuple[QuoteRow, ...]:
    """Return the quotations that fold behind a count: the further ones that agree."""
    return tuple(quote for quote in fact.quotes[1:] if quote.agrees)


@register.filter
def folded_words(quotes: Sequence[QuoteRow]) -> str:
    """Say what a fold holds: `2 more quotations`, or `1 more claim` when not all of them quote a text."""
    quoted = all(quote.origin == Origin.EXTRACTED for quote in quotes)
    return wording.count(len(quotes), "more quotation" if quoted else "more claim")


@register.filter
def any_folded(facts: Sequence[FactRow]) -> bool:
    """Say whether any of the facts folds something away."""
    return any(folded_quotes(fact) for fact in facts)
