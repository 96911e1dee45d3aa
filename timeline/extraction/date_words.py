"""The words that dates are made of, and what stands around a date that changes its meaning."""

import re

from timeline.extraction.tokens import word_set

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
MONTHS |= {f"{name}.": number for name, number in MONTHS.items() if len(name) <= 4}
SHORT_MONTHS = word_set("jan feb mar apr jun jul aug sep sept oct nov dec")
# Month names that are also other words: alone they need a word before them that leads to a date.
DOUBTFUL_MONTHS = word_set("may march mar")
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}  # fmt: skip
WEEKDAYS |= {"mon.": 0, "tue.": 1, "tues.": 1, "wed.": 2, "thu.": 3, "thur.": 3, "thurs.": 3, "fri.": 4, "sat.": 5}
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_ONES.split(), 1)} | {"a": 1, "an": 1, "thirty": 30, "couple": 2}
NUMBERS |= {"sixty": 60, "ninety": 90, "forty": 40, "fifty": 50, "hundred": 100}
ORDINALS = {
    word: n
    for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)
}
# Unit -> its letter in ISO 8601 durations.
UNITS = {
    "day": "D", "days": "D", "week": "W", "weeks": "W", "month": "M", "months": "M", "year": "Y", "years": "Y",
    "quarter": "Q", "quarters": "Q", "decade": "E", "decades": "E", "century": "C", "centuries": "C", "fortnight": "F",
    "weekend": "WE", "weekends": "WE", "hour": "H", "hours": "H", "minute": "T", "minutes": "T",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
# Day words -> days from the day of publication.
DAYS_FROM_NOW = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
DAYTIMES = word_set("morning afternoon evening night noon")
# Vague references to the present, the past and the future.
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "previously": "PAST_REF", "formerly": "PAST_REF", "once": "PAST_REF",
    "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
}  # fmt: skip
TO = word_set("- – — to until till through thru and or /")
JOINS = word_set("- – — to until till through thru")  # these make a range whatever the days
LEADING = word_set(
    "in since until till by of last this next early mid late from to through during for before after between past and end"
    " beginning start"
)  # fmt: skip
SHIFTS = {"last": -1, "this": 0, "next": 1}
LAST, THIS, NEXT = word_set("last past previous"), word_set("this current same"), word_set("next coming following upcoming")
PARTS = word_set("early mid late earlier later end beginning start middle")
# After a number that is no day: `June 25 countries`.
COUNTED = word_set(
    "percent per countries nations ships troops soldiers personnel people km kilometres kilometers miles members officers"
    " participants aircraft vessels percent% million billion thousand states delegations"
)
NOT_YEARS_AFTER = word_set("project agenda article resolution no no. vision agenda $ € £ usd act law nr. number rs")

FUTURE = re.compile(
    r"\b(?:(?:is|are|was|were|will|would|shall|to|may|should|must)(?: to)? (?:be|have been) \w+"
    r"|(?:was|were) to (?:have )?\w+|(?:was|were|been) (?:due|scheduled|set|expected) to \w+"
    r"|will|shall|is to|are to|to be|due|scheduled|set to|expected|plans? (?:to|for)|planned|next|coming|begins?|opens?|travels?"
    r"|heads? (?:to|for|off)|headed (?:to|for)|tomorrow|take place on|leaves?|starts?|slated"
    r"|would|to (?:visit|attend|meet|host|hold|begin|open|arrive)"
    r"|intends?|ends|finishes|closes|concludes|winds up|wraps up|sails|departs|returns|runs|resumes|arrives|flies|meets|hosts"
    r"|plays|goes|comes|holds|moves on|joins|receives|meant for|intended for|penci?lled in|takes place)\b"
)
PAST = re.compile(
    r"\b(?:said|told|announced|[a-z]+ed|held|met|was|were|began|came|had|took|took part|spoke|has|have|went|left|flew|saw|gave"
    r"|made)\b"
)
CALLED_OFF = re.compile(
    r"\b(?:call(?:s|ed)? off|cancel(?:s|l?ed)|postpone[ds]?|puts? off|scrap(?:s|ped)|abandon(?:s|ed)"
    r"|moved to|pushed back|deferred|delayed)\b"
)
# `until the 28th`: only the end is told.
CLOSING = re.compile(
    r"\b(?:[Uu]ntil|till|through|up to|to end on|ends? on|ended on|concluded? on|will conclude on|closes? on|close on"
    r"|wound up on|returns? on|will end on|finish(?:es)? on|over on"
    r"|(?:leaves?|departs?|sails?|closing|ending|concluding) on)(?: the)? $"
)
_LED = (" ", " the ", " \n", " the \n")
CLOSING_ENDS = tuple(word + end for word in ("ntil", "till", "through", "to", "on") for end in _LED)  # of what CLOSING finds
# `said on Saturday`, `in a statement on Friday`: when it was said, not when it was.
REPORTING = re.compile(
    r"\b(?:said|says|(?:told|informed|notified|assured) [\w ]{2,24}"
    r"|announced|reported|added|noted|tweeted|posted|stated|wrote|confirmed|disclosed|revealed"
    r"|published|issued|released|argue[sd]?"
    r"|(?:statement|release|report|communiqu[eé]|interview|readout|briefing|notice|despatch|dispatch|press conference|message)"
    r"(?:(?: by| from| of)(?: [\w.'’-]+){1,6}?| \w+){0,2})"
    r"(?: in a (?:press )?(?:statement|release|post|report|briefing))?,?(?: late| early)?(?: on| in| of| dated| from)?(?: the)? $"
)
