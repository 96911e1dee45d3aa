"""The office that a person held at an engagement: the one its sources name, else that of the post then held."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline import partial_dates
from timeline.models import Post
from timeline.queries.filter import Filter
from timeline.queries.present import attended
from timeline.rows import EngagementRow


def office_then(posts: Iterable[Post], first: int | None, last: int | None) -> str:
    """Return the office of the post, of one person, that surely lasted from the first to the last day number; nothing without.

    Of several it is the one that began last.
    """
    if first is None or last is None:
        return ""
    held = [
        post
        for post in posts
        if post.since
        and partial_dates.earliest(post.since) <= first
        and (not post.until or last <= partial_dates.latest(post.until))
    ]
    return max(held, key=lambda post: (post.since, post.pk)).office if held else ""


def with_offices(
    wanted: Filter, person: int, posts: Sequence[Post], *lists: Sequence[EngagementRow]
) -> tuple[tuple[EngagementRow, ...], ...]:
    """Return lists of engagements that a person attended, each row with the office then held: one query for all of them.

    `wanted` is what the rows were asked for by, and says as of which day.
    """
    ids = {row.id for rows in lists for row in rows}
    named = {one.engagement: one.office for one in attended(wanted, [person], engagements=ids)} if ids else {}
    return tuple(
        tuple(replace(row, office=named.get(row.id) or office_then(posts, row.earliest, row.latest)) for row in rows)
        for rows in lists
    )
