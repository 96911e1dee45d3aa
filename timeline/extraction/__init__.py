"""Reads engagements out of English text: text and knowledge in, candidates with spans out.

Pure: no Django, no clock, no network; only `__main__` and `seed_files` read files. May import `documents`, `vocabulary` and
`partial_dates`. Start at `pipeline.py`; a text passes through these steps:

- `text` cuts sentences and tokens and looks each word up in the knowledge's `wordbook`;
- `survey` finds every mention once (`actors`, `people`, `places`, `venues`, `series`, `dates`);
- `kinds` finds the words that tell of an engagement, `parting` divides them, `tellings` gathers who, when and where per sentence;
- `build` folds tellings into engagements with `splitting` (several guests), `context` (what a sentence leaves unsaid),
  `matching` (told of before?) and `founding` (enough for a new one?);
- `finish` completes them with `formats` (series by who met), `assemble` gives every value its span, sentence, rule and `status`.

Wordings are data (`seeds/lexicon.csv`): a new verb, rank or venue noun needs no code.
"""
