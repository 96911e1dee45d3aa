"""How to cite one engagement of the record: running text and a BibTeX entry."""

from datetime import date

from timeline import wording
from timeline.rows import EngagementRow

_BRACES = str.maketrans({"{": "(", "}": ")", "\\": "/"})


def plain(row: EngagementRow, address: str, seen: date) -> str:
    """Return a sentence that cites the engagement's page as it stood on the day `seen`."""
    where = ", ".join(part for part in (row.place, row.country_name) if part)
    held = ", ".join(part for part in (where, wording.date_range(row.start, row.end)) if part)
    sources = wording.count(row.source_count, "source")
    return f"“{row.title}”, {held}. Sidelines, engagement {row.id}, from {sources}. {address} (seen {wording.day(seen)})."


def bibtex(row: EngagementRow, address: str, seen: date) -> str:
    """Return a BibTeX `@misc` entry of the same."""
    fields = {
        "title": f"{{{row.title.translate(_BRACES)}}}",
        "howpublished": f"Sidelines, engagement {row.id}",
        "year": row.start[:4],
        "note": f"Engagement of {wording.date_range(row.start, row.end)}; seen {seen.isoformat()}",
        "url": address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{sidelines-{row.id},\n" + ",\n".join(lines) + "\n}"
