"""The built-in extractor: English and French dictionary event coding, no model and no network."""
