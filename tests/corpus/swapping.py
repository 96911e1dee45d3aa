"""Swaps names in an article and its records for others, so that what the extractor knows by name it must read from form.

Every person gets another name, every town another town of its country, every exercise another name, and the months move where
no weekday ties a date to the calendar. Grammar and structure stay as they were, so the score should too.
"""

import random
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

Record = dict[str, Any]
_GIVEN = "Arvid Benoit Casimir Dorian Emre Farouk Goran Henrik Ilyas Jovan Kamil Lorenz Matteo Nikola Otto Pavel Rashid Stefan Tomasz Umar Viktor Wendel Yusuf Zoran".split()  # fmt: skip
_FAMILY = "Abendroth Barsoum Calvetti Dragunov Ekberg Fofanah Grushko Halvorsen Ibarzabal Jankulov Kesseba Lindqvist Makarem Nasralla Okonjo Pereira Quispe Rautavaara Sokolenko Tchamba Ulvestad Varga Wickrama Yilmazer Zelenko".split()  # fmt: skip
_EXERCISES = "Amber Falcon;Silver Tide;Northern Lance;Granite Shield;Desert Heron;Blue Lantern;Iron Willow;Swift Otter".split(";")
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = [name[:3] for name in _MONTHS]
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:today|yesterday|tomorrow|week|weekend)\b", re.IGNORECASE)
_OTHER_WORDS = {"al", "el", "de", "da", "van", "von", "bin", "ibn", "la", "the", "of", "u"}
Towns = Callable[[str, str], Sequence[str]]  # town and country -> other towns of the country


def swapped(article: Record, towns: Towns, seed: int = 0) -> Record:
    """Return the article with its names swapped; `towns` says which towns a town may be swapped for."""
    choose = random.Random(f"{seed} {article['id']}")
    words: dict[str, str] = {}
    words.update(_people(article, choose))
    words.update(_towns(article, towns, choose))
    words.update(_exercises(article, choose))
    copy = deepcopy(article)
    copy.pop("html", None)
    _replace(copy, words)
    if not _WEEKDAY.search(article["text"]):
        _move_months(copy, choose.randint(1, 11))
    return copy


def _people(article: Record, choose: random.Random) -> dict[str, str]:
    """Swap names word by word, so that a family name alone is swapped like the full one."""
    kept = " ".join(str(record[slot] or "") for record in article["engagements"] for slot in ("city", "venue", "series")).lower()
    given, family = choose.sample(_GIVEN, len(_GIVEN)), choose.sample(_FAMILY, len(_FAMILY))
    swaps: dict[str, str] = {}
    for name in dict.fromkeys(person["name"] for record in article["engagements"] for person in record["people"]):
        parts = name.split()
        for number, part in enumerate(parts):
            plain = part.strip(".,'")
            if len(plain) < 3 or plain.lower() in _OTHER_WORDS or not plain.isalpha() or plain.lower() in kept or part in swaps:
                continue
            pool = family if number == len(parts) - 1 else given
            if pool:
                swaps[part] = pool.pop()
    return swaps


def _towns(article: Record, towns: Towns, choose: random.Random) -> dict[str, str]:
    swaps: dict[str, str] = {}
    for record in article["engagements"]:
        city, country = record["city"], record["country"]
        if city and country and city not in swaps and city in article["text"]:
            others = [town for town in towns(city, country) if town not in article["text"]]
            if others:
                swaps[city] = choose.choice(others)
    return swaps


def _exercises(article: Record, choose: random.Random) -> dict[str, str]:
    swaps: dict[str, str] = {}
    names = choose.sample(_EXERCISES, len(_EXERCISES))
    for record in article["engagements"]:
        name = (record["series"] or "").removeprefix("Exercise ")
        if record["kind"] == "exercise" and record["series"] and record["series"] != name and name in article["text"] and names:
            swaps.setdefault(name, names.pop())
    return swaps


def _replace(article: Record, swaps: dict[str, str]) -> None:
    if not swaps:
        return
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(swaps, key=len, reverse=True)))
    shouted = {old.upper(): new.upper() for old, new in swaps.items()}
    shouting = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(shouted, key=len, reverse=True)))

    def change(text: str) -> str:
        return shouting.sub(lambda m: shouted[m[0]], pattern.sub(lambda m: swaps[m[0]], text))

    for key in ("title", "text", "dateline"):
        article[key] = change(article[key]) if article[key] else article[key]
    for record in article["engagements"]:
        for key in ("city", "venue", "series"):
            record[key] = change(record[key]) if record[key] else record[key]
        record["evidence"] = [change(quote) for quote in record["evidence"]]
        for person in record["people"]:
            person["name"], person["role"] = change(person["name"]), change(person["role"])


def _move_months(article: Record, by: int) -> None:
    """Move every month by the same number within the year, where each day exists in its new month and order is kept."""
    dates = [record[key] for record in article["engagements"] for key in ("start", "end") if record[key]]
    if any(len(date) > 4 and date[:4] != article["published"][:4] for date in dates):
        return
    months = {int(date[5:7]) for date in [*dates, article["published"]] if len(date) > 4}
    named = {number for number, name in enumerate(_MONTHS, 1) if re.search(rf"\b(?:{name}|{name[:3]}\b)", article["text"])}
    every = months | named
    if not every or max(every) + by > 12 and min(every) + by - 12 < 1 or any(len(date) == 10 and int(date[8:]) > 28 for date in dates):
        return
    shift = by if max(every) + by <= 12 else by - 12
    names = {old: new for table in (_MONTHS, _SHORT) for number, old in enumerate(table) if 0 <= number + shift < 12 for new in [table[number + shift]]}
    pattern = re.compile(r"\b(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    article["text"] = pattern.sub(lambda m: names[m[0]], article["text"])
    article["title"] = pattern.sub(lambda m: names[m[0]], article["title"])
    article["published"] = _moved(article["published"], shift)
    for record in article["engagements"]:
        record["evidence"] = [pattern.sub(lambda m: names[m[0]], quote) for quote in record["evidence"]]
        for key in ("start", "end"):
            record[key] = _moved(record[key], shift) if record[key] else record[key]


def _moved(date: str, shift: int) -> str:
    if len(date) == 4:
        return date
    month = int(date[5:7]) + shift
    day = min(int(date[8:]), 28) if len(date) == 10 else 0
    return f"{date[:4]}-{month:02}" + (f"-{day:02}" if day else "")
