"""Metamorphic checks: an article changed in a known way, and whether its record changed exactly as the text did.

No gold is needed: what a reader made of the article as it stands says what it must make of the changed one.
"""
