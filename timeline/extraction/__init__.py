"""Reads engagements out of English text: text and knowledge in, candidates with spans out.

Pure: no Django, no clock, no network; only `__main__` and `seed_files` read files. Start at pipeline.py.
"""
