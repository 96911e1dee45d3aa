"""Inflects English verbs and nouns, so that a lexicon row names a word once."""

_IRREGULAR = {
    "be": ("is", "are", "was", "were", "been", "being"),
    "bring": ("brought",),
    "come": ("came",),
    "fly": ("flew", "flown"),
    "go": ("goes", "went", "gone"),
    "hold": ("held",),
    "lead": ("led",),
    "lay": ("laid",),
    "make": ("made",),
    "meet": ("met",),
    "pay": ("paid",),
    "put": ("put", "putting"),
    "see": ("saw", "seen"),
    "set": ("set", "setting"),
    "sit": ("sat", "sitting"),
    "speak": ("spoke", "spoken"),
    "take": ("took", "taken"),
    "begin": ("began", "begun", "beginning"),
    "run": ("ran", "running"),
    "get": ("got", "getting"),
    "confer": ("conferred", "conferring"),
    "put off": ("put off",),
    "give": ("gave", "given"),
    "leave": ("left",),
    "send": ("sent",),
    "drop": ("dropped", "dropping"),
    "scrap": ("scrapped", "scrapping"),
    "cancel": ("cancelled", "canceled", "cancelling", "canceling"),
    "tie": ("tied", "tying"),
    "moor": ("moored",),
    "travel": ("travelled", "traveled", "travelling", "traveling"),
    "host": ("hosted",),
    "wind": ("wound",),
    "call": ("called",),
    "visit": ("visited", "visiting"),
    "welcome": ("welcomed",),
    "understand": ("understood",),
    "have": ("has", "had"),
    "do": ("does", "did", "done"),
    "win": ("won", "winning"),
    "stop": ("stopped", "stopping"),
    "chat": ("chatted", "chatting"),
    "refer": ("referred", "referring"),
    "ink": ("inked",),
    "ring": ("rang", "rung"),
    "break": ("broke", "broken"),
    "build": ("built",),
    "catch": ("caught",),
    "cut": ("cut", "cutting"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"),
    "find": ("found",),
    "hit": ("hit", "hitting"),
    "jet": ("jetted", "jetting"),
    "keep": ("kept",),
    "lie": ("lay", "lain", "lying"),
    "ride": ("rode", "ridden"),
    "shake": ("shook", "shaken"),
    "shoot": ("shot",),
    "show": ("showed", "shown"),
    "slip": ("slipped", "slipping"),
    "spend": ("spent",),
    "stand": ("stood",),
    "sup": ("supped", "supping"),
    "swap": ("swapped", "swapping"),
    "teach": ("taught",),
    "tell": ("told",),
    "throw": ("threw", "thrown"),
    "write": ("wrote", "written"),
}
_VOWELS = "aeiou"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the forms of `verb`; in `call off`, the first word is inflected."""
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = {head, *_IRREGULAR.get(head, ())}
    if head.endswith(("s", "x", "ch", "sh", "z")):
        forms |= {head + "es"}
    elif head.endswith("y") and head[-2:-1] not in _VOWELS:
        forms |= {head[:-1] + "ies"}
    elif head not in ("be", "have"):
        forms |= {head + "s"}
    stem = head[:-1] if head.endswith("e") and not head.endswith(("ee", "be")) else head
    if head not in ("be",):
        forms |= {stem + "ing"}
    if head not in _IRREGULAR:
        forms |= {head[:-1] + "ied"} if head.endswith("y") and head[-2:-1] not in _VOWELS else {stem + "ed"}
    elif head.endswith("e"):
        forms |= {stem + "ing"}
    return tuple(sorted(form + tail for form in forms))


def noun_forms(noun: str) -> tuple[str, ...]:
    """Return the singular and plural of `noun`; the last word is inflected."""
    if noun.endswith("s"):
        return (noun,)
    if noun.endswith(("x", "ch", "sh")):
        return (noun, noun + "es")
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return (noun, noun[:-1] + "ies")
    return (noun, noun + "s")
