"""Filters of the lists: a pick list where there are many choices, the precision of a date, the drill-down by date."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.db.models.functions import Length, Substr
from django.http import HttpRequest

from timeline import partial_dates, wording
from timeline.models import Country, Series
from timeline.rows import LinkRow
from timeline.vocabulary import Precision


class PickFilter(admin.SimpleListFilter):
    """A filter with too many choices for a list of links: a select that sends its own form."""

    template = "admin/pick_filter.html"

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Give the select its options, and the other keys of the address to carry along."""
        kept = changelist.get_query_string(remove=[self.parameter_name, "p"])
        yield {"kept": _pairs(kept), "options": self.lookup_choices, "value": self.value()}


class CountryFilter(PickFilter):
    """Where it took place."""

    title = "country"
    parameter_name = "in"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the countries that have engagements."""
        return list(Country.objects.filter(engagements__isnull=False).distinct().values_list("code", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the country."""
        return queryset.filter(country=self.value()) if self.value() else queryset


class SeriesFilter(PickFilter):
    """Which recurring format."""

    title = "series"
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the series that have engagements."""
        series = Series.objects.filter(engagements__isnull=False).distinct().values_list("pk", "name")
        return [(str(pk), name) for pk, name in series]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the series."""
        value = self.value()
        if not value:
            return queryset
        if not value.isdecimal() or len(value) > 15:
            raise IncorrectLookupParameters(ValidationError("No such series."))
        return queryset.filter(series=int(value))


class PrecisionFilter(admin.SimpleListFilter):
    """How exactly the first day is known."""

    title = "precision of the date"
    parameter_name = "known"
    LENGTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4, "none": 0}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the precisions."""
        return [("day", "to the day"), ("month", "to the month"), ("year", "to the year"), ("none", "not stated")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the precision."""
        length = self.LENGTHS.get(self.value() or "")
        return queryset if length is None else queryset.alias(start_length=Length("start")).filter(start_length=length)


class ShownFilter(admin.SimpleListFilter):
    """Whether it is shown; the withdrawn are left out unless asked for."""

    title = "record"
    parameter_name = "record"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the withdrawn and everything; the first choice, the shown, needs no key."""
        return [("withdrawn", "withdrawn"), ("all", "all")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Call the choice without a key by what it shows."""
        first, *rest = super().choices(changelist)
        yield {**first, "display": "on record"}
        yield from rest

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to what is asked for."""
        if self.value() == "all":
            return queryset
        return queryset.filter(withdrawn_at__isnull=self.value() != "withdrawn")


class DrillDownChangeList(ChangeList):
    """A list with a drill-down by date: years, then the months of one."""

    KEY = "when"

    def get_filters_params(self, params: Any = None) -> Any:
        """Keep the drill-down's key from being taken for a field."""
        lookups = super().get_filters_params(params)
        lookups.pop(self.KEY, None)
        return lookups

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Narrow to the year or month of the start; a start known only to the year is in none of its months."""
        queryset = super().get_queryset(request, exclude_parameters)
        when = self._when()
        if not when:
            return queryset
        return queryset.filter(start__startswith=when)

    @property
    def drill_down(self) -> list[LinkRow]:
        """The way up, then the years or months to choose from with their counts."""
        when = self._when()
        if not when:
            return self._links(4, lambda value: value)
        up = LinkRow("All dates", self.get_query_string(remove=[self.KEY, "p"]))
        if len(when) == 4:
            months = self._links(7, lambda value: wording.month_name(int(value[5:])))
            return [up, LinkRow(when, ""), *months]
        year = LinkRow(when[:4], self.get_query_string({self.KEY: when[:4]}, remove=["p"]))
        return [up, year, LinkRow(wording.month_name(int(when[5:7])), "")]

    def _when(self) -> str:
        text = self.params.get(self.KEY, "")
        try:
            return partial_dates.parse(text)[:7] if text else ""
        except ValueError as error:
            raise IncorrectLookupParameters(str(error)) from None

    def _links(self, length: int, name: Callable[[str], str]) -> list[LinkRow]:
        found = self.queryset.order_by().exclude(start="").annotate(part=Substr("start", 1, length)).values_list("part")
        counted = found.annotate(count=Count("pk", distinct=True)).order_by("part")
        return [
            LinkRow(name(part), self.get_query_string({self.KEY: part}, remove=["p"]), count)
            for part, count in counted
            if len(part) == length
        ]


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return the keys and values of a query string, for hidden fields."""
    return parse_qsl(query.lstrip("?"), keep_blank_values=True)
