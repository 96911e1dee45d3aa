"""The wordings of dates, longest first: named regular expressions, and what stands around a date that changes its meaning."""

import re

MONTH = (
    r"(?P<m%s>(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\.?))(?![A-Za-z])"
)
DAY = r"(?P<d%s>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\d%%])"
YEAR = r"(?P<y%s>(?:19|20)\d\d)(?!\d)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TO = r"(?: ?[-–—] ?| (?:to|until|till|through|and|or) (?:the )?)"
OF = r"(?: of)? "
NTH = r"(?P<%s>[12]?\d|3[01])(?:st|nd|rd|th)"
_PIECES = {"m": MONTH, "d": DAY, "y": YEAR}


def _compile(pattern: str) -> re.Pattern[str]:
    """Fill in the named pieces: {m1} a month, {d1} a day of it, {y1} a year, {w} a weekday, {nth:a} an ordinal day."""
    filled = re.sub(r"\{([mdy])(\d)\}", lambda part: _PIECES[part[1]] % part[2], pattern)
    filled = re.sub(r"\{nth:(\w+)\}", lambda part: NTH % part[1], filled)
    return re.compile(r"(?<![\w$€£.])" + filled.replace("{w}", WEEKDAY).replace("{to}", TO).replace("{of}", OF))


RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, _compile(pattern))
    for rule, pattern in (
        ("date.iso", r"(?P<y1>(?:19|20)\d\d)-(?P<n1>0[1-9]|1[0-2])-(?P<d1>0[1-9]|[12]\d|3[01])(?!\d)"),
        ("date.range.dmdm", r"(?:{w},? )?{d1}{of}{m1}(?:,? {y1})?{to}(?:{w},? )?{d2}{of}{m2}(?:,? {y2})?"),
        ("date.range.mdmd", r"(?:{w},? )?{m1} {d1}(?:,? {y1})?{to}(?:{w},? )?{m2} {d2}(?:,? {y2})?"),
        ("date.range.dd_m", r"(?:{w},? )?{d1}{to}(?:{w},? )?{d2}{of}{m2}(?:,? {y2})?"),
        ("date.range.m_dd", r"(?:{w},? )?{m1} {d1}{to}(?:{w},? )?{d2}(?:,? {y2})?(?! ?(?:[A-Z]?[a-z]+ers|percent))"),
        ("date.day.dm", r"(?:{w},? )?(?:the )?{d1}{of}{m1}(?:,? {y1})?"),
        ("date.day.md", r"(?:{w},? )?{m1} {d1}(?:,? {y1})?(?! ?(?:percent|countries|nations|ships))"),
        ("date.last_day", r"(?:the )?last day of (?:{m1}(?: {y1})?|{y2})"),
        ("date.range.month", r"{m1}{to}{m2}(?: {y2})"),
        ("date.month_year", r"(?:(?:early|mid|late)[- ])?{m1}(?:,? of|,)? {y1}"),
        (
            "date.month_rel",
            r"(?:(?:[Ii]n )?{m1} (?P<yr>this|last|next) year"
            r"|(?P<rel>last|this|next|in|In|since|early|late|mid|until|by|of) ?-?{m2})",
        ),
        ("date.range.weekdays", r"(?P<wa>{w})(?:{to}| through )(?P<wb>{w})"),
        ("date.weekday", r"(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|coming) )?(?P<wa>{w})(?!s)"),
        (
            "date.relative",
            r"(?:the day before )?[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight"
            r"|(?:earlier |later )?this (?:morning|afternoon|evening)",
        ),
        (
            "date.same_day",
            r"(?:the|that) (?:very )?same (?:day|morning|afternoon|evening)|(?:later )?that (?:day|evening|afternoon)",
        ),
        (
            "date.ago",
            r"(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a) (?P<unit>day|week|month|year)s? (?:ago|earlier)",
        ),
        ("date.ordinal_month", r"the {nth:da} of (?P<rel>this|last|next) month"),
        (
            "date.period",
            r"(?:(?:earlier|later|early|late) )?(?P<rel>[Ll]ast|[Tt]his|[Nn]ext)"
            r" (?P<unit>week|month|year|summer|autumn|winter|spring)(?:'s|’s)?(?! (?:or|end))",
        ),
        ("date.year", r"(?:(?<=in )|(?<=In )|(?<=[-–])|(?<=of )|(?<=since )|(?<=during )|(?<=\()){y1}(?![-–]\d)(?!,\d)"),
        (
            "date.ordinals",
            r"(?:from |between )?the {nth:da} (?:to|and|until) (?:the )?{nth:db}(?! \w+ (?:edition|session|meeting|round))",
        ),
        ("date.ordinal", r"(?<=on )the {nth:da}|(?<=from )the {nth:da2}(?= ?[,.;)]| of (?:this|the) month)"),
    )
)
# `Project 2025`, `Resolution 1325`, `$ 12`: numbers that are no dates.
SKIP_BEFORE = re.compile(r"(?:[Pp]roject|[Aa]rticle|[Rr]esolution|No\.?|[Vv]ision|[Aa]genda|[$€£]) ?$")
FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|to be|due|scheduled|set to|expected|plans?|planned|next|coming|begins?|opens?|travels?"
    r"|heads?|headed|tomorrow|take place on)\b"
)
PAST = re.compile(r"\b(?:said|told|announced|\w+ed|held|met|was|were|began|came|had|took|took part|spoke)\b")
# `until the 28th`: only the end is told.
CLOSING = re.compile(
    r"\b(?:[Uu]ntil|till|through|up to|to end on|ends? on|ended on|concluded? on|will conclude on|closes? on|close on"
    r"|wound up on|returns? on|will end on|finish(?:es)? on|over on)(?: the)? $"
)
# `said on Saturday`, `in a statement on Friday`: when it was said, not when it was.
REPORTING = re.compile(
    r"\b(?:said|says|told [\w ]{2,24}|announced|reported|added|noted|tweeted|posted|stated|wrote|confirmed|disclosed|revealed"
    r"|published|issued|released|argue[sd]?"
    r"|(?:statement|release|report|communiqu[eé]|interview|readout|briefing|notice|despatch|dispatch|press conference|message)"
    r"(?:(?: by| from| of)(?: [\w.'’-]+){1,6}?| \w+){0,2})"
    r"(?: in a (?:press )?(?:statement|release|post|report|briefing))?,?(?: late| early)?(?: on| in| of| dated| from)?(?: the)? $"
)
DURATION = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)[- ](?P<unit>day|week)s?\b"
    r"|\b(?P<fortnight>fortnight)"
)
