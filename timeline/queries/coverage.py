"""What the record covers and what it lacks, for the About page."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from timeline.clock import today
from timeline.models import Article, Claim, Engagement, KindCode, MonthColumns, Source
from timeline.rows import LinkRow
from timeline.vocabulary import Kind, Origin, Status

SOURCES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class YearRow:
    """How many engagements began in one year, and that number as a share of the fullest year, in twentieths."""

    year: int
    count: int
    twentieths: int


# The codebook in brief; tests/corpus/README.md has it in full.
MEANINGS = {
    Kind.SUMMIT: "heads of state or government, with defence on the agenda",
    Kind.MINISTERIAL: "ministers or chiefs of defence of several parties",
    Kind.BILATERAL: "one meeting of two sides, on the margins of something larger or not",
    Kind.CALL: "a telephone or video call",
    Kind.DIALOGUE: "a recurring dialogue or round of staff talks, 2+2 included",
    Kind.WORKING_GROUP: "a session of a commission, committee or working group",
    Kind.CONFERENCE: "a forum, symposium, seminar or exhibition",
    Kind.VISIT: "a trip by a leader or delegation, or to a named institution",
    Kind.PORT_CALL: "a naval ship in a foreign port",
    Kind.EXERCISE: "a joint or multinational exercise, or its planning conference",
    Kind.TRAINING: "a course, an exchange or a training team",
    Kind.SIGNING: "the signing of an agreement, reported as an event of its own",
}


@dataclass(frozen=True, slots=True)
class KindCodeRow:
    """One kind: what it is, and its codes in the field's codebooks."""

    kind: str
    meaning: str
    plover: str
    cameo: str
    is_inferred: bool
    note: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The record in numbers."""

    total: int
    articles: int
    unread: int  # articles kept but not read
    source_total: int
    extracted: int
    compiled: int
    manual: int
    years: tuple[YearRow, ...]  # newest first
    no_day: int
    no_place: int
    one_party: int
    unconfirmed: int
    sources: tuple[LinkRow, ...]
    kinds: tuple[KindCodeRow, ...]


def coverage() -> Coverage:
    """Count the record: by year, by origin, by what is missing."""
    shown = Engagement.objects.shown()
    past_plan = Q(status=Status.PLANNED, latest__lt=today().toordinal())
    gaps = shown.aggregate(
        total=Count("id"),
        no_day=Count("id", filter=~Q(start__regex=r"^.{10}$")),
        no_place=Count("id", filter=Q(place__isnull=True)),
        unconfirmed=Count("id", filter=past_plan),
    )
    claims = dict(Claim.objects.live().values_list("origin").annotate(number=Count("id")))
    articles = Article.objects.current()
    return Coverage(
        total=gaps["total"],
        articles=articles.count(),
        unread=articles.exclude(reading=Article.Reading.READ).count(),
        source_total=Source.objects.count(),
        extracted=claims.get(Origin.EXTRACTED, 0),
        compiled=claims.get(Origin.COMPILED, 0),
        manual=claims.get(Origin.MANUAL, 0),
        years=_years(),
        no_day=gaps["no_day"],
        no_place=gaps["no_place"],
        one_party=shown.annotate(parties=Count("participations")).filter(parties__lt=2).count(),
        unconfirmed=gaps["unconfirmed"],
        sources=_sources(),
        kinds=_kinds(),
    )


def _years() -> tuple[YearRow, ...]:
    """Add up the counts kept by month."""
    by_year = (
        MonthColumns.objects.filter(month__gt=0).values(year=F("month") / 12).annotate(number=Sum("count")).order_by("-year")
    )
    counts = [(int(row["year"]), int(row["number"])) for row in by_year if row["number"]]
    fullest = max((number for _, number in counts), default=1)
    return tuple(YearRow(year, number, max(1, round(20 * number / fullest))) for year, number in counts)


def _kinds() -> tuple[KindCodeRow, ...]:
    codes = {code.kind: code for code in KindCode.objects.all()}
    rows = []
    for kind, meaning in MEANINGS.items():
        code = codes.get(kind)
        rows.append(
            KindCodeRow(kind, meaning, code.plover, code.cameo, code.is_inferred, code.note)
            if code
            else KindCodeRow(kind, meaning, "", "", False, "")
        )
    return tuple(rows)


def _sources() -> tuple[LinkRow, ...]:
    """List the outlets by how many engagements rest on them, with the articles that were read."""
    live = Claim.objects.live().order_by()
    by_engagement = Count("engagement", distinct=True)
    compiled = dict(live.filter(origin=Origin.COMPILED).values_list("source").annotate(number=by_engagement))
    cited = dict(live.filter(origin=Origin.EXTRACTED).values_list("article__source").annotate(number=by_engagement))
    read = dict(Article.objects.current().order_by().values_list("source").annotate(number=Count("id")))
    rows = [
        LinkRow(
            source.name,
            source.get_absolute_url() if source.pk in read else source.url,
            compiled.get(source.pk, 0) + cited.get(source.pk, 0),
            extra={"articles": read.get(source.pk, 0)},
        )
        for source in Source.objects.all()
    ]
    rows.sort(key=lambda row: (-row.count, row.name))
    return tuple(rows[:SOURCES_SHOWN])
