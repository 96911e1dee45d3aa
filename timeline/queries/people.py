"""People: the index, by name or by how often they are met, and one person's page."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Prefetch

from timeline import wording
from timeline.models import Person, Post
from timeline.queries import tallies
from timeline.queries.filter import Filter
from timeline.queries.index import index_page, named
from timeline.queries.offices import with_offices
from timeline.queries.present import times_met
from timeline.queries.tallies import Tally
from timeline.rows import EngagementRow, LinkRow


@dataclass(frozen=True, slots=True)
class PostRow:
    """One office held for a time."""

    office: str
    code: str
    party: str
    url: str
    span: str
    source: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the page of one person shows."""

    id: int
    name: str
    note: str
    aliases: tuple[str, ...]
    country: LinkRow | None
    standfirst: str
    posts: tuple[PostRow, ...]  # newest first
    tally: Tally
    with_whom: tuple[LinkRow, ...]
    countries: tuple[LinkRow, ...]
    upcoming: tuple[EngagementRow, ...]  # each with the office then held
    latest: tuple[EngagementRow, ...]


def person_index(words: str, page: int | str, asof: date | None = None) -> tuple[Page[int], tuple[LinkRow, ...]]:
    """Return one page of the people whose name or alias holds every word, most met first, by the record as known on a day."""
    posts = Prefetch("posts", queryset=Post.objects.order_by("since", "id"))
    found = named(Person.objects.filter(merged_into=None), words).prefetch_related(posts)
    chosen, people = index_page(found, times_met(Filter(asof=asof)), page)
    return chosen, tuple(_link(person, number) for person, number in people)


def person_page(pk: int, asof: date | None = None) -> PersonPage | None:
    """Return the page of person `pk`, or None when there is none; with a day, the engagements as known at its end."""
    posts = Prefetch("posts", queryset=Post.objects.select_related("country", "organisation").order_by("-since", "-id"))
    loaded = Person.objects.select_related("country").prefetch_related("aliases", posts)
    person = loaded.filter(pk=pk, merged_into=None).first()
    if person is None:
        return None
    wanted = Filter(person=(pk,), asof=asof)
    counted = tallies.tally(wanted)
    held = list(person.posts.all())
    rows = tuple(_post_row(post) for post in held)
    upcoming, latest = with_offices(wanted, pk, held, tallies.upcoming(wanted), tallies.latest(wanted))
    return PersonPage(
        id=person.pk,
        name=person.name,
        note=person.note,
        aliases=tuple(alias.text for alias in person.aliases.all()),
        country=LinkRow(person.country.name, person.country.get_absolute_url(), code=person.country.code)
        if person.country
        else None,
        standfirst=_standfirst(rows, counted),
        posts=rows,
        tally=counted,
        with_whom=tallies.people(wanted, leaving_out=pk),
        countries=tallies.countries(wanted),
        upcoming=upcoming,
        latest=latest,
    )


def _link(person: Person, number: int) -> LinkRow:
    posts = list(person.posts.all())
    return LinkRow(
        person.name,
        person.get_absolute_url(),
        number,
        detail=posts[-1].office if posts else "",
        code=person.country_id or "",
    )


def _post_row(post: Post) -> PostRow:
    party = post.country or post.organisation
    since, until = wording.partial_date(post.since), wording.partial_date(post.until)
    span = f"{since or '…'} – {until}" if until else f"since {since}" if since else "dates not stated"
    return PostRow(
        office=post.office,
        code=post.country_id or (post.organisation.acronym if post.organisation else ""),
        party=str(party or ""),
        url=party.get_absolute_url() if party else "",
        span=span,
        source=post.source,
    )


def _standfirst(posts: tuple[PostRow, ...], counted: Tally) -> str:
    newest = posts[0] if posts else None
    office = f"{newest.office}{', ' + newest.party if newest.party else ''}, {newest.span}." if newest else ""
    number = f"{wording.sentence(wording.count(counted.total, 'engagement', words=True))} on record."
    return f"{office} {number} {counted.in_words}".strip()
