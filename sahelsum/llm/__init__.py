"""Asking a model: one seam, from the outside in a cache, patience, and an OpenAI-compatible endpoint."""
