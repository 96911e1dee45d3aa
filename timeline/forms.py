"""From a URL's query string to a Filter, with a sentence for every value that can't be used."""

from datetime import date
from functools import cached_property
from typing import TypeVar

from django.http import QueryDict

from timeline import partial_dates, wording
from timeline.clock import today
from timeline.queries.area import Area
from timeline.queries.filter import Filter, names_of
from timeline.queries.ordering import Cursor, Order
from timeline.record import follow_all
from timeline.rows import LinkRow, WindowRow
from timeline.vocabulary import Counting, Kind, Lanes, Status

MOST_VALUES = 40  # of one key
LONGEST = 200  # characters of one value
LARGEST_GLOBE = 40_000.0  # px, the radius at which a town fills a map
FIRST_YEAR, LAST_YEAR = 1000, 9990  # a chart draws days on both sides of a window
_LARGEST_ID = 2**63 - 1

_WHAT = {
    "country": "country in the record: write an ISO code such as IN, or a pair such as IN-RU",
    "org": "organisation in the record: write its acronym, such as SCO",
    "person": "person in the record: write the number from the person's page",
    "place": "place in the record: write the number from the place's page",
    "kind": "kind of engagement: write " + ", ".join(kind.value for kind in Kind),
    "series": "series in the record: write the number from the series' page",
    "topic": "topic of the codebook",
    "status": "status: write " + ", ".join(status.value for status in Status),
}
_Choice = TypeVar("_Choice", Counting, Lanes, Order)


def id_in(text: str) -> int | None:
    """Return the id that a text is, None for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if is_number and int(text) <= _LARGEST_ID else None


def known_day(text: str) -> date:
    """Return the day as of which the record is asked for; raise ValueError with a sentence for what is none up to today."""
    day = date.fromordinal(partial_dates.earliest(partial_dates.parse(text)))
    if len(text) != len("2025-06-25"):
        raise ValueError(f"“{text}” is no single day: the record is known as of a day such as 2025-06-25.")
    if day > today():
        raise ValueError(f"{wording.sentence(wording.day(day))} is still to come: the record is known up to today.")
    if day.year < FIRST_YEAR:
        raise ValueError(f"“{text}” lies before the year {FIRST_YEAR}.")
    return day


class FilterForm:
    """What the query string asks for. Keys it does not know are ignored; `problems` holds a sentence per value it can't use."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.problems: list[str] = []
        self.names: dict[str, dict[str, str]] = {}
        first, last = self._day("from"), self._day("to")
        if first and last and first > last:
            self.problems.append(f"The dates run backwards: from {wording.day(first)} to {wording.day(last)}.")
            first = last = None
        self.filter = Filter(
            first=first,
            last=last,
            country=self._values("country", upper=True),
            org=self._values("org"),
            person=self._ids("person"),
            place=self._ids("place"),
            kind=self._values("kind"),
            series=self._ids("series"),
            topic=self._values("topic"),
            status=self._values("status"),
            q=self._text("q"),
            box=self._box(),
            asof=self._asof(),
        )
        self.lanes = self._choice("lanes", Lanes, Lanes.KIND)
        self.order = self._choice("order", Order, Order.NEWEST)
        self.counting = self._choice("count", Counting, Counting.ENGAGEMENTS)
        self.after, self.before = self._cursor("after"), self._cursor("before")
        if self.after and self.before:
            self.problems.append("A page of the list follows a row or ends before one: write after or before, not both.")
        chosen = self._ids("at")
        self.at = chosen[0] if chosen else None
        self.globe = self._globe()
        self.asked = self._text("selected")  # any text: an engagement that isn't there is no reason to refuse the page
        self.selected = id_in(self.asked)

    def address(self, **changes: str) -> str:
        """Return the query string with some keys set (an empty value drops one) and the list back on its first page."""
        data = self.data.copy()
        for key in ("after", "before", "width", "globe"):
            data.pop(key, None)
        for key, value in changes.items():
            data.pop(key, None)
            if value:
                data[key] = value
        return f"?{data.urlencode()}"

    def chips(self) -> tuple[LinkRow, ...]:
        """Return what is filtered, each leading to the page without that one value."""
        chips = [LinkRow(self._window_words(), self._without("from", "to"))] if self.filter.has_window else []
        for key, names in self.names.items():
            if key != "at":
                chips += [LinkRow(name, self.less(key, value)) for value, name in names.items()]
        if self.filter.box:
            chips.append(LinkRow(str(self.filter.box), self._without("box")))
        if self.filter.q:
            chips.append(LinkRow(f"“{self.filter.q}”", self._without("q")))
        return tuple(chips)

    @property
    def words(self) -> tuple[str, ...]:
        """What is filtered beside the dates, in words: `India`, `Exercise`, `“Singh”`."""
        names = [name for key, values in self.names.items() if key != "at" for name in values.values()]
        names += [str(self.filter.box)] if self.filter.box else []
        return (*names, f"“{self.filter.q}”") if self.filter.q else tuple(names)

    @property
    def side_by_side(self) -> str:
        """The names that a comparison would set beside each other; empty when there are not several."""
        names = [name for key in ("country", "org", "series") for name in self.names[key].values()]
        return wording.listing(names, limit=4) if len(names) > 1 else ""

    @property
    def dates_words(self) -> str:
        """The dates that the URL chose, at the end of a sentence: `from 1 June 2025 on`; empty when it chose none."""
        first, last = self.filter.first, self.filter.last
        if first:
            return f"from {wording.day(first)} to {wording.day(last)}" if last else f"from {wording.day(first)} on"
        return f"until {wording.day(last)}" if last else ""

    @property
    def all_dates(self) -> str:
        """The query string of the same filter over all dates."""
        return self._without("from", "to")

    @property
    def cleared(self) -> str:
        """The query string of the same page without a filter; the day as of which it is known stays."""
        return f"?asof={self.filter.asof}" if self.filter.asof else ""

    @property
    def known_now(self) -> str:
        """The query string of the same page as it is known now."""
        return self._without("asof")

    @property
    def place_name(self) -> str:
        """The name of the place selected on the map; empty when none is."""
        return self.names["at"].get(str(self.at), "")

    @property
    def no_place(self) -> str:
        """The query string without a place selected on the map."""
        return self._without("at")

    @property
    def at_place(self) -> str:
        """The query string that filters by the place selected on the map."""
        return self.address(at="", lanes="", selected="", place=str(self.at or ""))

    def list_of(self, window: WindowRow) -> str:
        """Return the query string of the list that holds what the charts show of `window`."""
        return self.address(at="", lanes="", selected="", **{"from": window.first.isoformat(), "to": window.last.isoformat()})

    @property
    def unselected(self) -> str:
        """The query string of the same page without its panel."""
        data = self.data.copy()
        for key in ("selected", "width"):
            data.pop(key, None)
        return f"?{data.urlencode()}"

    @cached_property
    def look(self) -> str:
        """The query string of the same page with the panel of an engagement, up to its number."""
        rest = self.unselected
        return f"{rest}{'&' if len(rest) > 1 else ''}selected="

    @property
    def orders(self) -> tuple[LinkRow, ...]:
        """The orders a list can have, as options of a field: `code` is the value in the URL, empty for the usual one."""
        return tuple(LinkRow(wording.sentence(order.words), "", code=order.code) for order in Order)

    @property
    def headings(self) -> dict[str, LinkRow]:
        """What the heading of each column leads to: the list sorted by it, `code` saying how it is sorted by it already."""
        return {key: self._heading(key) for key in dict.fromkeys(order.key for order in Order)}

    def _heading(self, key: str) -> LinkRow:
        turned = self.order.turned(key)
        state = ("descending" if self.order.is_down else "ascending") if self.order.key == key else ""
        return LinkRow(f"Sort by {turned.words}", self.address(order=turned.code), code=state)

    @property
    def first_page(self) -> str:
        """The query string of the list's first page."""
        return self.address()

    @property
    def title(self) -> str:
        """What the list holds, as a heading: `India, exercise`, or `Engagements` when all is asked for."""
        return f"Engagements: {wording.listing(self.words, limit=4)}" if self.words else "Engagements"

    def _window_words(self) -> str:
        first, last = self.filter.first, self.filter.last
        if first and last:
            return wording.date_range(first.isoformat(), last.isoformat(), short=True)
        return f"from {wording.day(first, short=True)}" if first else f"until {wording.day(last, short=True)}" if last else ""

    def _without(self, *keys: str) -> str:
        return self.address(**dict.fromkeys(keys, ""))

    def less(self, key: str, value: str) -> str:
        """Return the query string without one value of a key that may have several."""
        data = QueryDict(self.address().removeprefix("?"), mutable=True)
        data.setlist(key, [kept for kept in data.getlist(key) if kept.strip().upper() != value.upper()])
        return f"?{data.urlencode()}"

    def _raw(self, key: str) -> list[str]:
        """Return the non-empty values of a key, each once; too many or too long ones are a problem."""
        values = list(dict.fromkeys(value.strip() for value in self.data.getlist(key) if value.strip()))
        if len(values) > MOST_VALUES:
            self.problems.append(f"{key} has {len(values)} values; at most {MOST_VALUES} can be asked for at once.")
            return []
        for value in values:
            if len(value) > LONGEST:
                self.problems.append(f"A value of {key} is {len(value)} characters long; at most {LONGEST} are read.")
        return [value for value in values if len(value) <= LONGEST]

    def _text(self, key: str) -> str:
        """Return a free text; characters no text holds (a database would refuse them) are dropped."""
        values = self._raw(key)
        return " ".join(values[0].replace("\x00", " ").split()) if values else ""

    def _day(self, key: str) -> date | None:
        """Return the first or last day that `from` or `to` can mean: both also take a month or a year."""
        value = self._text(key)
        if not value:
            return None
        try:
            parsed = partial_dates.parse(value)
        except ValueError as error:
            self.problems.append(str(error))
            return None
        if not FIRST_YEAR <= int(parsed[:4]) <= LAST_YEAR:
            self.problems.append(f"“{value}” lies outside the years {FIRST_YEAR} to {LAST_YEAR}.")
            return None
        number = partial_dates.earliest(parsed) if key == "from" else partial_dates.latest(parsed)
        return date.fromordinal(number)

    def _asof(self) -> date | None:
        value = self._text("asof")
        try:
            return known_day(value) if value else None
        except ValueError as error:
            self.problems.append(str(error))
            return None

    def _box(self) -> Area | None:
        value = self._text("box")
        try:
            return Area.parse(value) if value else None
        except ValueError as error:
            self.problems.append(str(error))
            return None

    def _values(self, key: str, *, upper: bool = False) -> tuple[str, ...]:
        """Return the values of a key that the record knows."""
        raw = [value.replace("\x00", "") for value in self._raw(key)]
        return self._known(key, [value.upper() for value in raw] if upper else raw)

    def _ids(self, key: str) -> tuple[int, ...]:
        """Return the ids of a key that the record knows, a merged one as what stands for it now; `at` is a place too."""
        known_as = "place" if key == "at" else key
        numbers = []
        for value in self._raw(key):
            number = id_in(value)
            if number is not None:
                numbers.append(number)
            else:
                self.problems.append(f"“{value}” is no {_WHAT[known_as]}.")
        leads = follow_all(known_as, numbers) if numbers else {}
        standing = list(dict.fromkeys(str(leads.get(number, number)) for number in numbers))
        if leads:
            self.data = self.data.copy()
            self.data.setlist(key, standing)
        return tuple(int(value) for value in self._known(key, standing))

    def _known(self, key: str, values: list[str]) -> tuple[str, ...]:
        names = names_of("place" if key == "at" else key, values)
        self.names[key] = {value: names[value] for value in values if value in names}
        what = _WHAT["place" if key == "at" else key]
        self.problems += [f"“{value}” is no {what}." for value in values if value not in names]
        return tuple(self.names[key])

    def _choice(self, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
        value = self._text(key)
        if not value:
            return default
        try:
            return choices(value)
        except ValueError:
            way = "count" if choices is Counting else f"show the list by {key}"
            self.problems.append(f"“{value}” is no way to {way}: write {', '.join(choices)}.")
            return default

    def _globe(self) -> float | None:
        """Return how large the map's globe is drawn, its radius in px; None, so that the map chooses, for anything odd."""
        value = self.data.get("globe", "")
        is_number = value.isascii() and value.isdigit() and len(value) <= 6
        return min(float(value), LARGEST_GLOBE) or None if is_number else None

    def _cursor(self, key: str) -> Cursor | None:
        values = self._raw(key)
        try:
            return Cursor.parse(values[0], self.order) if values else None
        except ValueError as error:
            self.problems.append(str(error))
            return None
