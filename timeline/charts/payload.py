"""What a chart's address answers: the figure, what it shows in words, and texts made harmless for plotly's pseudo-HTML."""

from collections.abc import Iterable
from html import escape
from typing import Any

from timeline import wording
from timeline.charts.theme import Figure
from timeline.rows import EngagementRow, WindowRow

PARTIES_NAMED = 4


def plain(text: str) -> str:
    """Return `text` so that plotly draws it letter by letter: it would read tags and entities in labels as markup."""
    return escape(" ".join(text.split()), quote=False)


def payload(figure: Figure, *, window: WindowRow | None, count: int, summary: str) -> dict[str, Any]:
    """Wrap a figure for the browser; `summary` becomes the chart's accessible name."""
    days = {"from": window.first.isoformat(), "to": window.last.isoformat()} if window else None
    return {"figure": figure, "window": days, "count": count, "summary": summary}


def items(rows: Iterable[EngagementRow]) -> dict[str, dict[str, Any]]:
    """Return what a tooltip says of each engagement, by id; the browser writes it as text, never as markup."""
    return {str(row.id): item(row) for row in rows}


def item(row: EngagementRow) -> dict[str, Any]:
    """Return what a tooltip says of one engagement."""
    return {
        "url": row.url,
        "title": row.title,
        "when": _when(row),
        "where": ", ".join(part for part in (row.place, row.country_name) if part),
        "parties": _parties(row),
        "sources": row.source_count,
        "place": row.place_id,
    }


def _when(row: EngagementRow) -> str:
    notes = [wording.missing_precision(row.start, row.end)] if row.start else []
    if row.is_unconfirmed:
        notes.append("announced, not confirmed")
    elif row.status not in ("held", ""):
        notes.append(row.status)
    return ", ".join([wording.date_range(row.start, row.end), *(note for note in notes if note)])


def _parties(row: EngagementRow) -> str:
    names = [party.name for party in row.parties]
    return ", ".join(names[:PARTIES_NAMED]) + (f" +{len(names) - PARTIES_NAMED}" if len(names) > PARTIES_NAMED else "")
