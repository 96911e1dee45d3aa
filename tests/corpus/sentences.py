"""Short texts with records, made from patterns: the plain wordings of every kind and status, and plain texts that report nothing.

The articles of the corpus teach the extractor how reporters write; these teach it that the words of the lexicon mean what they
say, each in the frame it usually stands in, whoever meets and wherever. Made the same at every call; used for training only.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Record = dict[str, Any]
_SEEDS = Path(__file__).parents[2] / "seeds"
_GIVEN = "Ana Boris Carlos Dalia Emil Farid Greta Hassan Ivana Jamal Karim Lena Marko Nadia Oskar Petra Rami Sofia Tariq Ursula Vera Walid Yara Zane".split()  # fmt: skip
_FAMILY = "Abadi Brandt Castro Dimitrov Eriksen Farouk Grigoryan Horvat Ismail Jansen Kovac Lindgren Mbeki Novak Ortega Petrov Qureshi Rahman Silva Tanaka Umarov Vasquez Weber Yilmaz Zhang".split()  # fmt: skip
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_EXERCISES = "Steel Heron;Red Harbour;Golden Ridge;Polar Anchor;Sea Tiger;Bright Arrow;Dune Hawk;Calm Waters".split(";")
_SHIPS = ("the frigate {s}", "the destroyer {s}", "the corvette {s}", "the {d} Navy ship {s}", "the {d} training ship {s}")
_SHIP_NAMES = "Aurora;Defiance;Vigilant;Resolute;Tempest;Sagittario;Amatola;Zulfiquar".split(";")
_OFFICES = ("Defence Minister", "Minister of Defence", "Chief of Army Staff", "Chief of Defence Staff", "Navy Commander", "Deputy Defence Minister", "Defense Secretary", "Chief of the General Staff", "Foreign Minister", "Air Force Commander")  # fmt: skip
_COUNTRIES = "IN RU CN JP AU ID VN TH FR DE IT ES PL TR EG SA KE NG ZA BR CL CO MX CA SE NO GR RO KZ UZ OM JO MA SN PK BD LK PH MY KR".split()
# Patterns by kind and status. {P1} and {P2} are people with country and office, {N1} a bare name, {D1} a nationality, {C1} a
# country, {T} a town of the second country, {w} a day, {r} a range of days, {x} an exercise, {s} a ship, {h} his or her.
_PATTERNS: dict[tuple[str, str], tuple[str, ...]] = {
    ("bilateral", "held"): (
        "{P1} met {h} {D2} counterpart {N2} in {T} {w}.",
        "{P1} held talks with {P2} in {T} {w}.",
        "{P1} received {P2} in {T} {w}.",
        "{P2} was received by {P1} {w}.",
        "{P1} and {P2} met in {T} {w} to discuss military cooperation.",
        "{P1} sat down with {P2} {w} in {T}.",
        "{P1} called on {P2} at the {D2} Defence Ministry in {T} {w}.",
        "Talks between {P1} and {P2} took place in {T} {w}.",
        "{P1} hosted {P2} for talks {w}.",
        "Visiting {P1} conferred with {P2} in {T} {w}.",
        "In {T} {w}, {P1} exchanged views with {h} {D2} counterpart, {N2}.",
        "The defence ministers of {C1} and {C2}, {N1} and {N2}, met in {T} {w}.",
        "Defence officials from {C1} and {C2} held talks in {T} {w}.",
        "{C1} and {C2} held defence talks in {T} {w}.",
        "A delegation from {C1} met {P2} in {T} {w}.",
        "The meeting between {P1} and {P2} was held in {T} {w}.",
        "{P1} welcomed {P2} to {h} office {w}.",
    ),
    ("bilateral", "planned"): (
        "{P1} will meet {P2} in {T} {f}.",
        "{P1} is to hold talks with {h} {D2} counterpart {N2} in {T} {f}.",
        "{P1} is due to meet {P2} {f}.",
        "{P1} and {P2} are scheduled to meet in {T} {f}.",
        "{P1} is expected to hold a meeting with {P2} in {T} {f}.",
        "{P2} is set to receive {P1} in {T} {f}.",
    ),
    ("bilateral", "postponed"): ("A meeting between {P1} and {P2}, planned in {T} {f}, has been postponed.", "Talks between {C1} and {C2} in {T} that were set for {g} have been put off."),
    ("bilateral", "cancelled"): ("{P1} has cancelled a meeting with {P2} in {T} that was planned {f}.", "A meeting of {P1} and {P2} set for {g} in {T} was called off."),
    ("call", "held"): (
        "{P1} spoke by telephone with {P2} {w}.",
        "{P1} held a phone call with {h} {D2} counterpart {N2} {w}.",
        "{P1} and {P2} spoke by phone {w} about regional security.",
        "{P1} had a telephone conversation with {P2} {w}.",
        "{P1} discussed military ties in a video call with {P2} {w}.",
        "{P1} telephoned {P2} {w}.",
    ),
    ("visit", "held"): (
        "{P1} visited {C2} {w}.",
        "{P1} paid an official visit to {C2} from {r}.",
        "A {D1} military delegation visited {T} {w}.",
        "{P1} concluded a visit to {C2} {w}.",
        "{P1} travelled to {T} {w} at the invitation of {P2}.",
        "{P1} toured a {D2} air base near {T} {w}.",
        "{P1} made a working trip to {C2} {w}.",
    ),
    ("visit", "ongoing"): (
        "{P1} arrived in {T} {w} for a three-day visit.",
        "{P1} is on a visit to {C2} from {o}.",
        "{P1} is visiting {C2} from {o} at the invitation of {P2}.",
        "{P1} began a four-day official visit to {C2} {w}.",
    ),
    ("visit", "planned"): (
        "{P1} will visit {C2} from {q}.",
        "{P1} is to travel to {T} {f} for a two-day visit.",
        "{P1} will pay an official visit to {C2} {f}.",
        "{P1} is scheduled to arrive in {T} {f} on a working visit.",
        "{P1} leaves {f} for {C2} on an official visit.",
    ),
    ("visit", "postponed"): ("{P1} has postponed a visit to {C2} that was to begin {f}.", "A visit by {P1} to {T} planned {f} has been put off."),
    ("visit", "cancelled"): ("{P1} has called off a trip to {C2} planned {f}.", "A visit to {C2} by {P1} {f} has been cancelled."),
    ("port_call", "held"): ("{S1} of the {D1} Navy called at {T} {w}.", "{S1} paid a port call in {T}, {C2}, from {r}.", "{S1} of the {D1} Navy docked in {T} {w}.", "{S1} of the {D1} Navy left {T} {w} after a goodwill visit to {C2}.", "Two {D1} warships visited the port of {T} from {r}."),
    ("port_call", "ongoing"): ("{S1} of the {D1} Navy arrived in {T} {w} on a four-day goodwill visit.", "{S1} of the {D1} Navy is in the port of {T} from {o}."),
    ("port_call", "planned"): ("{S1} of the {D1} Navy will call at {T} {f}.", "{S1} of the {D1} Navy is due in {T} {f} for a port visit."),
    ("exercise", "held"): (
        "The armies of {C1} and {C2} held the joint exercise {x} near {T} from {r}.",
        "{C1} and {C2} concluded the naval exercise {x} off {T} {w}.",
        "Troops from {C1} and {C2} wrapped up Exercise {x} in {T} {w}.",
        "The {D1} and {D2} navies conducted a passing exercise {w}.",
        "{D1} and {D2} soldiers trained together near {T} from {r}.",
        "Warships from {C1}, {C2} and {C3} held drills {w}.",
    ),
    ("exercise", "ongoing"): (
        "Exercise {x} between {C1} and {C2} began in {T} {w} and will run until {u}.",
        "{C1} and {C2} kicked off joint drills named {x} in {T} {w}.",
        "The {D1} and {D2} armies are holding the exercise {x} in {T} from {o}.",
        "Forces of {C1}, {C2} and {C3} opened the exercise {x} near {T} {w}.",
    ),
    ("exercise", "planned"): ("{C1} and {C2} will hold the joint exercise {x} in {T} from {q}.", "The navies of {C1}, {C2} and {C3} are to take part in Exercise {x} {f}.", "{C2} will host Exercise {x} with {C1} from {q}."),
    ("exercise", "postponed"): ("{C1} and {C2} have postponed a joint exercise that was to be held in {T} from {q}.",),
    ("exercise", "cancelled"): ("{C1} has called off a joint exercise with {C2} planned in {T} {f}.", "The exercise {x} of {C1} and {C2}, set for {g}, has been cancelled."),
    ("dialogue", "held"): ("{C1} and {C2} held their {n} Defence Policy Dialogue in {T} {w}.", "The {n} round of {D1}-{D2} staff talks took place in {T} from {r}.", "{C1} and {C2} held a 2+2 meeting of foreign and defence ministers in {T} {w}.", "The {n} {C1}-{C2} Strategic Dialogue was held in {T} {w}."),
    ("dialogue", "planned"): ("The {n} {C1}-{C2} Defence Dialogue will be held in {T} {f}.", "{C1} and {C2} will hold staff talks in {T} {f}."),
    ("working_group", "held"): ("The Joint Defence Working Group of {C1} and {C2} met in {T} {w}.", "The {n} meeting of the {C1}-{C2} Joint Military Commission was held in {T} {w}.", "A session of the {D1}-{D2} commission on military-technical cooperation took place in {T} {w}."),
    ("working_group", "planned"): ("The {n} session of the {C1}-{C2} Joint Defence Committee will be held in {T} {f}.",),
    ("ministerial", "held"): ("Defence ministers of {C1}, {C2} and {C3} met in {T} {w}.", "{P1}, {P2} and {P3} held trilateral talks in {T} {w}.", "The chiefs of defence of {C1}, {C2} and {C3} gathered in {T} {w}.", "NATO defence ministers met in {T} {w}."),
    ("ministerial", "planned"): ("Defence ministers of {C1}, {C2} and {C3} will meet in {T} {f}.",),
    ("conference", "held"): ("{C2} hosted the {n} International Defence Conference in {T} from {r}, with delegations from {C1} and {C3}.", "Delegates from {C1} and {C3} attended a maritime security symposium in {T} {w}."),
    ("conference", "ongoing"): ("The {n} {D2} Naval Symposium opened in {T} {w} with delegates from {C1} and {C3}.",),
    ("training", "held"): ("Officers of {C1} completed a training course run by the {D2} Army in {T} {w}.", "{D2} instructors trained {D1} soldiers in {T} from {r}."),
    ("training", "ongoing"): ("A training course for {D1} officers began in {T}, {C2}, {w}.",),
    ("signing", "held"): ("{C1} and {C2} signed a memorandum of understanding on defence in {T} {w}.", "{P1} and {P2} signed an agreement on military cooperation in {T} {w}."),
    ("summit", "planned"): ("NATO leaders will gather in {T} {f}.",),
    ("summit", "held"): ("NATO leaders met in {T} {w}.", "NATO leaders gathered in {T} {w}.", "Leaders of {C1}, {C2} and {C3} discussed security at a summit in {T} {w}.", "Presidents {N1} of {C1} and {N2} of {C2} discussed defence cooperation at a summit in {T} {w}.",),
}
# Texts that tell of several engagements: per pattern, for each (kind, status, sides, day: 1 or 2, in town, number of the larger one).
_SEVERAL: tuple[tuple[str, tuple[tuple[str, str, str, int, bool, int | None], ...]], ...] = (
    ("Defence ministers of {C1}, {C2} and {C3} met in {T} {w}. On the sidelines, {P1} held talks with {P3}.", (("ministerial", "held", "123", 1, True, None), ("bilateral", "held", "13", 1, True, 0))),
    ("{P1} met {P3} in {T} {w} on the sidelines of a meeting of defence ministers of {C1}, {C2} and {C3}.", (("bilateral", "held", "13", 1, True, 1), ("ministerial", "held", "123", 1, True, None))),
    ("{P1} arrived in {T} {w} on an official visit to {C2}. {W}, the minister held talks with {P2}.", (("visit", "held", "12", 1, True, None), ("bilateral", "held", "12", 2, True, 0))),
    ("{P1} held separate meetings with {P2} and {P3} in {T} {w}.", (("bilateral", "held", "12", 1, True, None), ("bilateral", "held", "13", 1, True, None))),
    ("{P1} met {P2} in {T} {w}. {W}, the minister met {P3}.", (("bilateral", "held", "12", 1, True, None), ("bilateral", "held", "13", 2, False, None))),
    ("{C1} and {C2} held the {n} round of staff talks in {T} {w}. The previous round was held in {H} in {y}.", (("dialogue", "held", "12", 1, True, None), ("dialogue", "held", "12", 3, False, None))),
    ("{C1} and {C2} concluded the exercise {x} near {T} {w}. The last edition took place in {H} in {y}.", (("exercise", "held", "12", 1, True, None), ("exercise", "held", "12", 3, False, None))),
    ("{P1} will visit {C2} from {q}. During the visit the minister will hold talks with {P2} in {T}.", (("visit", "planned", "12", 1, False, None), ("bilateral", "planned", "12", 0, True, 0))),
    ("{C1}, {C2} and {C3} opened the exercise {x} in {T} {w}. {W}, {P2} received {P1} during the drills.", (("exercise", "ongoing", "123", 1, True, None), ("bilateral", "held", "12", 2, False, 0))),
    ("{P1} spoke by telephone with {P2} {w}. The two last met in {T} in {y}.", (("call", "held", "12", 1, False, None), ("bilateral", "held", "12", 3, True, None))),
    ("{S1} of the {D1} Navy called at {T} from {r}. On departure the ship held a passing exercise with the {D2} Navy.", (("port_call", "held", "12", 1, True, None), ("exercise", "held", "12", 0, False, None))),
    ("{P1} spoke with {P2} {w}. The call dealt with maritime security.", (("call", "held", "12", 1, False, None),)),
    ("{P1} met {P2} in {T} {w}. The two ministers discussed military ties, and the meeting ended with a joint statement.", (("bilateral", "held", "12", 1, True, None),)),
    ("{C1} and {C2} held a joint exercise near {T} from {r}. The drills involved 500 troops. Both sides called the exercise a success.", (("exercise", "held", "12", 1, True, None),)),
    ("{P1} is visiting {C2} from {o}. The visit follows a trip to {C3} in {y}.", (("visit", "ongoing", "12", 1, False, None), ("visit", "held", "13", 3, False, None))),
)
_NOTHING = (
    "{C1} bought missiles from {C2} in 2019.",
    "{P1} said {w} that {C1} would not accept the demands of {C2}.",
    "{P1} told reporters {w} that the {D2} army had crossed the border.",
    "The {D1} parliament approved the defence budget {w}.",
    "The {D1} Army held a national exercise near {H} {w}.",
    "{P1} met troops of the {D1} Army in {H} {w}.",
    "{C1} has been a member of the organisation since 2004.",
    "{C1} and {C2} have had diplomatic relations since 1972.",
    "The trade ministers of {C1} and {C2} met in {T} {w} to discuss tariffs on wheat.",
    "{P1} called for talks between {C1} and {C2}.",
    "{P1} invited {P2} to visit {C1}.",
    "{C1} took delivery of two {D2}-built frigates {w}.",
    "Analysts in {T} said {w} that {C1} and {C2} were drifting apart.",
    "{N1}, a former {D1} minister, published his memoirs {w}.",
    "{P1} addressed the nation from {H} {w}.",
    "The war between {C1} and {C2} ended in 1988.",
    "{P1} was appointed {w} to succeed {N2}.",
    "{C1} condemned a missile test by {C2} {w}.",
    "The cooperation agreement between {C1} and {C2} entered into force in 2016.",
    "{P1} inspected a shipyard in {H} {w} where a submarine for the {D1} Navy is being built.",
    "{P1} ruled out a meeting with {P2}.",
    "No meeting with {P2} is planned, {P1} said {w}.",
    "Football teams of {C1} and {C2} met in {T} {w}.",
    "Farmers from {C1} and {C2} held talks about milk prices in {T} {w}.",
    "{P1} could visit {C2}, a newspaper in {H} reported {w}.",
)
_ORDINALS = "second third fourth fifth sixth 7th 8th 9th 10th 11th 12th 14th 17th 21st".split()
_TOPICS = (
    ("They discussed maritime security and counter-terrorism.", ("maritime security", "counter-terrorism")),
    ("The two sides agreed to expand military training and education.", ("training and education",)),
    ("The talks covered defence industry cooperation and cyber security.", ("defence industry", "cyber")),
    ("They reviewed regional security issues.", ("regional security",)),
    ("Peacekeeping and disaster relief were on the agenda.", ("peacekeeping", "disaster relief")),
)
_SETTING = (
    "The two countries have long cooperated in defence.",
    "“We value this friendship,” the minister said.",
    "Trade between the two reached a record last year.",
    "{C1} joined the organisation in 2004.",
    "No further details were given.",
    "The ministry gave no reason.",
)


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    name: str
    demonym: str
    capital: str


def sentences(count: int = 500) -> list[Record]:
    """Return `count` short articles in the corpus format, a quarter of which report no engagement."""
    choose = random.Random(7)
    countries = list(_countries())
    keys = [(kind, pattern) for kind, patterns in _PATTERNS.items() for pattern in patterns]
    found = []
    for number in range(count):
        if number % 4 == 1:
            pattern, told = _SEVERAL[(number // 4) % len(_SEVERAL)]
            found.append(_Text(choose, countries, number).several(pattern, told))
        elif number % 4 == 3:
            found.append(_Text(choose, countries, number).without(choose.choice(_NOTHING)))
        else:
            (kind, status), pattern = keys[number % len(keys)]
            found.append(_Text(choose, countries, number).telling(kind, status, pattern))
    return found


def _countries() -> Iterator[_Country]:
    with (_SEEDS / "countries.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["code"] in _COUNTRIES:
                yield _Country(row["code"], row["name"], row["demonyms"].split(";")[0], row["capital"])


class _Text:
    """One text: who, when and where are drawn, then put into a pattern."""

    def __init__(self, choose: random.Random, countries: list[_Country], number: int) -> None:
        self.choose = choose
        self.number = number
        self.sides = choose.sample(countries, 3)
        self.names = [f"{choose.choice(_GIVEN)} {family}" for family in choose.sample(_FAMILY, 3)]
        self.offices = choose.sample(_OFFICES, 3)
        self.published = date(2010 + number % 15, 1 + number % 12, 3 + number % 22)
        self.day: tuple[str | None, str | None] = (None, None)
        self.second: tuple[str | None, str | None] = (None, None)
        self.values: dict[str, str] = {}
        self.end: str | None = None

    def _day(self, back: int) -> str:
        """Return a wording for a day `back` days before publication (after it when negative), and note the day."""
        day = self.published - timedelta(days=back)
        self.day = (day.isoformat(), day.isoformat())
        wordings = [f"on {day.day} {_MONTHS[day.month - 1]}", f"on {_MONTHS[day.month - 1]} {day.day}", f"on {day.day} {_MONTHS[day.month - 1]} {day.year}"]
        if 0 <= back <= 6 or -6 <= back < 0:
            wordings += [f"on {_WEEKDAYS[day.weekday()]}"] * 2
        if back == 1:
            wordings.append("yesterday")
        if back == 0:
            wordings.append("today")
        return self.choose.choice(wordings)

    def _range(self, back: int, length: int) -> str:
        first = self.published - timedelta(days=back)
        last = first + timedelta(days=length)
        self.day = (first.isoformat(), last.isoformat())
        a, b = _MONTHS[first.month - 1], _MONTHS[last.month - 1]
        if a == b:
            return self.choose.choice((f"{first.day} to {last.day} {a}", f"{a} {first.day} to {last.day}", f"{first.day}-{last.day} {a}"))
        return f"{first.day} {a} to {last.day} {b}"

    def _fill(self, pattern: str) -> str:
        one, two, three = self.sides
        values = {f"C{n}": side.name for n, side in enumerate(self.sides, 1)}
        values |= {f"D{n}": side.demonym for n, side in enumerate(self.sides, 1)}
        values |= {f"N{n}": name for n, name in enumerate(self.names, 1)}
        values |= {f"P{n}": self._person(n - 1) for n in (1, 2, 3)}
        values |= {"T": two.capital, "H": one.capital, "h": self.choose.choice(("his", "her")), "n": self.choose.choice(_ORDINALS)}
        values |= {"x": self.choose.choice(_EXERCISES), "S1": self.choose.choice(_SHIPS).format(s=self.choose.choice(_SHIP_NAMES), d=one.demonym)}
        for key, make in (
            ("w", lambda: self._day(self.choose.randint(0, 5))), ("f", lambda: self._day(-self.choose.randint(1, 12))),
            ("r", lambda: self._range(self.choose.randint(5, 9), self.choose.randint(1, 4))),
            ("q", lambda: self._range(-self.choose.randint(1, 9), self.choose.randint(1, 6))),
            ("o", lambda: self._range(self.choose.randint(0, 2), self.choose.randint(3, 5))),
        ):  # fmt: skip
            if "{" + key + "}" in pattern:
                values[key] = make()
        if "{g}" in pattern:
            values["g"] = self._day(-self.choose.randint(2, 12)).removeprefix("on ")
        if "{u}" in pattern:
            last = date.fromisoformat(self.day[0] or "") + timedelta(days=9)
            values["u"], self.end = f"{last.day} {_MONTHS[last.month - 1]}", last.isoformat()
        if "{W}" in pattern:
            first = self.day
            wording = self._day(self.choose.randint(0, 2))
            values["W"] = wording[0].upper() + wording[1:]
            self.second, self.day = self.day, first
        if "{y}" in pattern:
            values["y"] = str(self.published.year - self.choose.randint(1, 4))
        self.values = values
        text = pattern.format(**values)
        return text[0].upper() + text[1:]

    def _person(self, number: int) -> str:
        side, name, office = self.sides[number], self.names[number], self.offices[number]
        rank = self.choose.choice(("", "", "General ", "Admiral ")) if "Chief" in office or "Commander" in office else ""
        return self.choose.choice((f"{side.demonym} {office} {rank}{name}", f"{side.name}'s {office}, {rank}{name},", f"{rank}{name}, the {office} of {side.name},"))

    def telling(self, kind: str, status: str, pattern: str) -> Record:
        """Return a text that tells of one engagement."""
        first = self._fill(pattern)
        topics: tuple[str, ...] = ()
        rest = []
        if self.choose.random() < 0.5:
            wording, topics = self.choose.choice(_TOPICS)
            rest.append(wording)
        if self.choose.random() < 0.5:
            rest.append(self.choose.choice(_SETTING).format(**self.values))
        two = self.sides[1]
        people = [n for n in (1, 2, 3) if f"{{P{n}}}" in pattern or f"{{N{n}}}" in pattern]
        parties = [self.sides[n - 1].code for n in (1, 2, 3) if any(f"{{{letter}{n}}}" in pattern for letter in "CDPNS")]
        if "NATO" in pattern:
            parties, people = ["NATO"], []
        elif "{T}" in pattern and two.code not in parties and kind != "ministerial":
            parties.append(two.code)
        start, end = self.day
        if "three-day visit" in pattern and "arrived" in pattern:
            end = (date.fromisoformat(start or "") + timedelta(days=2)).isoformat()
        placed = "{T}" in pattern or (kind in ("visit", "exercise") and "{C2}" in pattern and "{T}" not in pattern and kind == "visit")
        record = {
            "uid": f"s{self.number}", "title": kind, "kind": kind, "status": status, "start": start, "end": self.end or end,
            "city": two.capital if "{T}" in pattern else None, "country": two.code if placed else None, "venue": None, "parties": parties,
            "people": [{"name": self.names[n - 1], "role": self.offices[n - 1], "party": self.sides[n - 1].code} for n in people],
            "series": f"Exercise {self.values['x']}" if "{x}" in pattern else None, "edition": None, "topics": list(topics),
            "within": None, "evidence": [first],
        }  # fmt: skip
        return self._article([first, *rest], [record])

    def several(self, pattern: str, told: tuple[tuple[str, str, str, int, bool, int | None], ...]) -> Record:
        """Return a text that tells of several engagements."""
        text = self._fill(pattern)
        parts = text.split(". ")
        records = []
        for number, (kind, status, sides, day, in_town, larger) in enumerate(told):
            year = (self.values.get("y"),) * 2
            start, end = {0: (None, None), 1: self.day, 2: self.second, 3: year}[day]
            numbers = [int(side) for side in sides]
            two = self.sides[1]
            quote = parts[min(number, len(parts) - 1)].rstrip(".")
            people = [n for n in numbers if self.names[n - 1] in quote]
            records.append({
                "uid": f"s{self.number}-{number}", "title": kind, "kind": kind, "status": status, "start": start, "end": end,
                "city": two.capital if in_town and "{T}" in pattern else None,
                "country": two.code if in_town or (kind == "visit" and sides == "12") else None, "venue": None,
                "parties": [self.sides[n - 1].code for n in numbers],
                "people": [{"name": self.names[n - 1], "role": self.offices[n - 1], "party": self.sides[n - 1].code} for n in people],
                "series": f"Exercise {self.values['x']}" if "{x}" in pattern and kind == "exercise" else None, "edition": None,
                "topics": [], "within": f"s{self.number}-{larger}" if larger is not None else None, "evidence": [quote],
            })  # fmt: skip
        return self._article([text], records)

    def without(self, pattern: str) -> Record:
        """Return a text that tells of none."""
        first = self._fill(pattern)
        return self._article([first, self.choose.choice(_SETTING).format(**self.values)], [])

    def _article(self, parts: list[str], records: list[Record]) -> Record:
        home = self.choose.choice(self.sides[:2])
        dateline = home.capital if self.choose.random() < 0.3 and not records else None
        text = (f"{dateline.upper()}: " if dateline else "") + " ".join(parts)
        return {
            "id": f"s-{self.number:03}", "outlet": "", "source_url": "", "published": self.published.isoformat(), "dateline": dateline,
            "title": parts[0].rstrip("."), "text": text, "engagements": records,
        }  # fmt: skip
