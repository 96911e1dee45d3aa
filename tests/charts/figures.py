"""Rows for chart tests, plotly's own validation, and approved figures (rewritten under UPDATE_APPROVED=1)."""

import json
import os
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from timeline import partial_dates
from timeline.rows import EngagementRow, PartyRow, WindowRow
from timeline.vocabulary import Kind, Role, Status

TODAY = date(2025, 11, 14)
WINDOW = WindowRow(date(2025, 10, 6), date(2025, 12, 21))
APPROVED = Path(__file__).parent.parent / "approved"
_numbers = count(1)


def make_party(code: str = "IN", role: str = Role.PARTICIPANT, **fields: Any) -> PartyRow:
    """Make a party whose name is its code, unless told."""
    values = {"name": f"Land {code}", "is_organisation": len(code) > 2, "url": f"/countries/{code}/", **fields}
    return PartyRow(code=code, role=role, **values)


def make_row(start: str = "2025-10-20", end: str = "", **fields: Any) -> EngagementRow:
    """Make the row of one engagement; an id counts up unless given."""
    pk = fields.pop("id", None) or next(_numbers)
    days = partial_dates.bounds(start, end) or (None, None)
    values: dict[str, Any] = {
        "url": f"/engagements/{pk}/",
        "title": f"Engagement {pk}",
        "short_title": f"Engagement {pk}",
        "kind": Kind.BILATERAL,
        "status": Status.HELD,
        "place_id": None,
        "place": "",
        "country": "",
        "country_name": "",
        "latitude": None,
        "longitude": None,
        "venue": "",
        "series_id": None,
        "series": "",
        "edition": None,
        "within_id": None,
        "importance": 50,
        "source_count": 1,
        "is_unconfirmed": False,
        **fields,
    }
    return EngagementRow(id=pk, start=start, end=end or start, earliest=days[0], latest=days[1], **values)


def validate(figure: dict[str, Any]) -> None:
    """Let plotly check a figure against its schema, with every token set to a real colour or font."""
    go.Figure(_resolved(figure))


def assert_approved(name: str, figure: dict[str, Any]) -> None:
    """Compare a figure with the approved one; UPDATE_APPROVED=1 writes it instead, for a person to read."""
    path = APPROVED / f"{name}.json"
    text = json.dumps(figure, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_APPROVED"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} differs: look, then run with UPDATE_APPROVED=1"


def trace(figure: dict[str, Any], role: str) -> dict[str, Any]:
    """Return the trace that plays a role, as its meta says."""
    found: dict[str, Any] = next(one for one in figure["data"] if one["meta"]["role"] == role)
    return found


def _resolved(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("var(--"):
        return "Arial" if value.startswith("var(--font") else "#123456"
    if isinstance(value, dict):
        return {key: _resolved(inner) for key, inner in value.items()}
    return [_resolved(inner) for inner in value] if isinstance(value, list) else value
