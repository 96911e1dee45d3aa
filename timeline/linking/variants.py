"""What is known of how names vary from language to language: letters, forms of given names, romanisations."""

# Letters that lose their sound when accents are stripped.
LETTERS = str.maketrans({
    "š": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ş": "sh", "ç": "ch", "ğ": "g", "ə": "a", "ș": "sh", "ț": "ts",
    "ţ": "ts", "đ": "d", "ñ": "ny", "ł": "l", "ø": "o", "æ": "ae", "þ": "th", "ð": "d", "ß": "ss", "ä": "a",
    "ö": "o", "ü": "u",
})  # fmt: skip

# Forms of one given name, in two languages or in short.
_FORMS = (
    "alexei oleksii oleksiy aleksey alexey oleksij", "vladimir volodymyr uladzimir", "nikolai mykola mikalai nikolay",
    "sergei serhii siarhei sergey", "andrei andrii andrey", "dmitri dmytro dzmitry dmitry", "yevgeny yevhen evgeny",
    "mikhail mykhailo mikhal", "pavel pavlo", "viktor victor", "alexander oleksandr aliaksandr aleksandr",
    "william bill will", "robert bob rob", "james jim", "michael mike", "joseph joe", "thomas tom",
    "charles chuck charlie", "richard dick rick", "anthony tony", "christopher chris", "daniel dan danny",
    "samuel sam", "edward ed ted", "kenneth ken", "stephen steve steven", "benjamin ben", "gregory greg",
    "jeffrey jeff", "matthew matt", "patrick pat", "peter pete", "philip phil", "timothy tim", "andrew andy",
    "lawrence larry", "walter walt", "ronald ron", "donald don", "david dave", "douglas doug", "joshua josh",
    "katherine kate cathy", "elizabeth liz beth", "susan sue", "deborah debbie", "margaret peggy", "jennifer jenny",
    "frederick fred", "raymond ray", "leonard leon len",
)  # fmt: skip
FORMS = {form: forms.split()[0] for forms in _FORMS for form in forms.split()}

# Sounds that two romanisations of one language write apart: Chinese by pinyin and Wade-Giles, Korean officially and by custom.
_CHINESE = (
    ("chih", "ci"), ("shih", "si"), ("hs", "s"), ("zh", "c"), ("ch", "c"), ("sh", "s"), ("tz", "c"), ("ts", "c"),
    ("j", "c"), ("q", "c"), ("x", "s"), ("z", "c"), ("p", "b"), ("t", "d"), ("k", "g"), ("ien", "ian"),
    ("ung", "ong"), ("ueh", "e"), ("ieh", "e"), ("ui", "ei"), ("uo", "o"), ("ou", "o"), ("jen", "ren"), ("eh", "e"),
    ("yu", "u"), ("iao", "ao"), ("ih", "i"),
)  # fmt: skip
_KOREAN = (
    ("rhee", "i"), ("lee", "i"), ("ri", "i"), ("yi", "i"), ("choe", "coi"), ("ch", "c"), ("j", "c"), ("p", "b"),
    ("t", "d"), ("k", "g"), ("eo", "o"), ("eu", "u"), ("oo", "u"), ("ou", "o"), ("ai", "e"), ("ae", "e"), ("ar", "a"),
    ("u", "o"), ("sh", "s"), ("l", "r"), ("ee", "i"), ("y", "i"),
)  # fmt: skip
ROMANISED = {"CN": _CHINESE, "TW": _CHINESE, "HK": _CHINESE, "KR": _KOREAN, "KP": _KOREAN}
