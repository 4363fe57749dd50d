"""The prompts of the model extractor, as package data."""
