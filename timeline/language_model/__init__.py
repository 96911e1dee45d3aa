"""An optional reader behind the extractor's interface, backed by a language model; off unless an address is set.

Holds: `client` (one bounded request to an OpenAI-compatible endpoint), `prompt` (what is asked, and the schema of the answer),
`answer` (the answer turned into an extraction: every value needs a verbatim quotation found in the text, or is dropped) and
`reader` (all of it in one call). May import documents, vocabulary, partial_dates and extraction's types and knowledge; no
Django. Start at `reader.read_with_model`.
"""

from timeline.language_model.client import Client, Endpoint, ModelError
from timeline.language_model.reader import read_with_model

__all__ = ["Client", "Endpoint", "ModelError", "read_with_model"]
