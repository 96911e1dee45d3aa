"""Engagements as a CSV table in the starter data's columns, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from timeline.rows import EngagementRow

COLUMNS = (
    "id", "title", "kind", "status", "start", "end", "city", "country", "venue", "parties", "series", "edition", "topics",
    "within", "importance", "sources", "address",
)  # fmt: skip


class _Line:
    """What csv.writer writes to: hands the written line back."""

    def write(self, line: str) -> str:
        """Return the line as it is."""
        return line


def safe(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def engagement_csv(rows: Iterable[EngagementRow], site: str) -> Iterator[str]:
    """Yield a header and one line per row; `site` (`https://example.org`) completes the addresses."""
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for row in rows:
        parties = ";".join(party.code for party in row.parties)
        cells = (
            row.id, row.title, row.kind, row.status, row.start, row.end, row.place, row.country, row.venue, parties, row.series,
            row.edition, ";".join(row.topics), row.within_id, row.importance, row.source_count, site + row.url,
        )  # fmt: skip
        yield writer.writerow([safe(cell) for cell in cells])
