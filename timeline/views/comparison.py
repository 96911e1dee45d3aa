"""Countries, organisations and series side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.charts.comparison import comparison as set_beside
from timeline.forms import FilterForm
from timeline.queries import subjects as choosing
from timeline.queries.comparison import KEYS, SUBJECTS, CommonRows, common_rows, compared_rows, subjects_of
from timeline.rows import LinkRow, SubjectRow
from timeline.views.engagements import bad_filter
from timeline.views.htmx import HtmxHttpRequest, render_page
from timeline.views.looks import base_of, countings
from timeline.vocabulary import TOPICS, Kind, Status

LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class SharedLink:
    """How much two subjects share; the address is empty where the list can't ask for both."""

    one: SubjectRow
    other: SubjectRow
    count: int
    url: str


@require_safe
def comparison(request: HtmxHttpRequest) -> HttpResponse:
    """Set what the filter names side by side, eight at most; a name typed is looked up and added."""
    form = FilterForm(request.GET)
    if form.problems:
        return bad_filter(request, form)
    words = request.GET.get("add", "").strip()[:LONGEST_WORDS]
    found = choosing.find_subjects(words)
    if len(found) == 1:
        return redirect(f"{reverse('comparison')}{adding(form, found[0])}")
    asked = subjects_of(form.filter, form.names)
    context = {
        "form": form,
        "words": words,
        "is_cut": choosing.is_cut(found),
        "found": [LinkRow(one.name, adding(form, one), code=one.code, detail=_SORTS[one.key]) for one in found],
        "countries": choosing.countries(),
        "organisations": choosing.organisations(),
        **_CHOICES,
        "countings": countings(form),
        "left_out": asked[SUBJECTS:],
        "proposals": [] if asked else [LinkRow(name, f"?{query}") for name, query in choosing.proposals(form.filter.asof)],
        **_figure(form, asked[:SUBJECTS]),
    }
    return render_page(request, "looks/comparison.html", context)


_CHOICES = {"kinds": Kind, "statuses": Status, "topics": TOPICS}
_NO_SUBJECT = dict.fromkeys(KEYS, "")
_SORTS = {"country": "Country", "org": "Organisation", "series": "Series"}


def _figure(form: FilterForm, subjects: Sequence[SubjectRow]) -> dict[str, object]:
    """Return the rows, the figure and what is shared, with an address for every number."""
    rows = compared_rows(form.filter, subjects, form.counting)
    figure = set_beside(
        [row.spans for row in rows],
        [row.marked for row in rows],
        first=form.filter.first,
        last=form.filter.last,
        today=form.filter.today,
        counting=form.counting,
    )
    common = common_rows(form.filter, subjects)
    bases = [base_of(form, {**_NO_SUBJECT, one.key: one.value}) for one in subjects]
    return {
        "subjects": subjects,
        "names": wording.listing([one.name for one in subjects]),
        "compared": list(zip(rows, figure.lanes, bases, (without(form, one) for one in subjects), strict=True)),
        "figure": figure,
        "window": figure.window if subjects else None,
        "years": [(line, list(zip(bases, line.counts, strict=True))) for line in figure.years],
        "common": common,
        "shared": _shared(form, subjects, common),
        "earlier": form.address(add="", to=figure.before.isoformat()) if figure.before else "",
    }


def adding(form: FilterForm, subject: SubjectRow) -> str:
    """Return the query string of the comparison with one subject more."""
    data = form.data.copy()
    data.pop("add", None)
    if subject.value not in data.getlist(subject.key):
        data.appendlist(subject.key, subject.value)
    return f"?{data.urlencode()}"


def without(form: FilterForm, subject: SubjectRow) -> str:
    """Return the query string of the comparison with one subject less."""
    return form.less(subject.key, subject.value)


def _shared(form: FilterForm, subjects: Sequence[SubjectRow], common: CommonRows) -> list[SharedLink]:
    """Return what every two subjects share, most first."""
    ranked = sorted(common.pairs, key=lambda pair: -pair.count)
    pairs = [(subjects[pair.one], subjects[pair.other], pair.count) for pair in ranked]
    return [SharedLink(one, other, count, _both(form, one, other)) for one, other, count in pairs]


def _both(form: FilterForm, one: SubjectRow, other: SubjectRow) -> str:
    """Return the query string that asks for both; nothing for two organisations or series, which a filter takes as either."""
    base = base_of(form, _NO_SUBJECT, dates=True)
    if one.key == other.key == "country":
        return f"{base}country={'-'.join(sorted({*one.value.split('-'), *other.value.split('-')}))}"
    return "" if one.key == other.key else f"{base}{urlencode({one.key: one.value, other.key: other.value})}"
