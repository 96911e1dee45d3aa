"""Run in a process of its own on a record: how many queries each path asks, and what one edit costs. Paths in, JSON out."""

import json
import statistics
import sys
import time

import django


def main() -> None:
    """Measure and print."""
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    queries = {}
    for path in json.load(sys.stdin):
        for _ in range(2):  # the first answer reads what the process keeps
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
        queries[path] = len(asked)
    json.dump({"queries": queries, **edits()}, sys.stdout)


def edits() -> dict[str, float]:
    """Return what one decision of a person costs in ms, the median of some: all of it, and what keeping the columns takes of it."""
    from django.contrib.auth.models import User

    from timeline.clock import now
    from timeline.models import Engagement
    from timeline.record import decide
    from timeline.summaries import keeping
    from timeline.vocabulary import Field

    author = User.objects.get_or_create(username="benchmark")[0]
    most = Engagement.objects.order_by("-pk").values_list("pk", flat=True)[0]
    least = Engagement.objects.order_by("pk").values_list("pk", flat=True)[0]
    taken: list[float] = []
    refresh = keeping._refresh

    def timed(changes: dict[int, set[int]]) -> None:
        begun = time.perf_counter()
        refresh(changes)
        taken.append(1000 * (time.perf_counter() - begun))

    keeping._refresh = timed
    whole = []
    for number in range(12):
        engagement = Engagement.objects.shown().filter(pk__gte=least + (most - least) * (number + 1) // 13).order_by("pk")[0]
        kind = "visit" if engagement.kind != "visit" else "call"
        begun = time.perf_counter()
        decide(engagement, Field.KIND, kind, author=author, at=now())
        whole.append(1000 * (time.perf_counter() - begun))
    return {"edit": statistics.median(whole[2:]), "columns": statistics.median(taken[2:])}


if __name__ == "__main__":
    main()
