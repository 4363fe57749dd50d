"""Grounding: a draft and its article in, the incidents that stand and the facts that do not out.

Shared by the rules and the language models, so that a model's answer is held to the same words as the rules'. Read
`build` for the order of things, `locate` for quotes, `check` and `outcomes` for values, `resolve` and `days` for names
and dates.
"""

from sahelsum.ground.build import Grounded, ground

__all__ = ["Grounded", "ground"]
