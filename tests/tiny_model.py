"""A language model made in a moment: random weights, and by hand only so much as a test needs. Nothing is downloaded.

A real server needs a model. What one of random weights says is noise without an end, so three things are set by hand:

- *A bias for each token.* Number `ONE` of every token is a constant, so that its column in the output matrix is a bias.
  Without it strings do not end, lists take item after item, and now and then the server answers 500, since random bytes
  are no UTF-8. With it an opened list takes an item, a closed item ends the list, and a number has one digit.
- *Strings of one phrase.* The phrases given are tokens of their own, with a flag that makes the closing quote follow.
  So are names and values of the schema, and lines that are often shown: a draft takes 300 tokens instead of 3,000.
- *A head that copies.* It looks at nothing but the phrases in the question, at one of them by chance, and the model
  says that one. So it quotes its article, mostly, and some of what it says stands; else it quotes another article.

All else is chance, by `seed`: which phrase, which value, null or not. Of 386 answers about the articles in `evals`, by
six seeds, every one ended by itself, the longest after 313 tokens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFWriter, LlamaFileType, TokenType

Matrix = np.ndarray[Any, np.dtype[np.float32]]

CONTEXT = 131_072
"""Tokens: more than any server here has room for."""
WIDTH, HEADS = 128, 4
"""Numbers that stand for a token; the heads of the one layer share them."""
ONE, IS_PHRASE, CODE, COPIED, NOISE = 0, 1, slice(2, 34), slice(34, 66), slice(66, WIDTH)
"""What they are: a constant, a flag, a phrase's code, the code of the phrase that was copied, and noise, which is all
that the random weights read and write."""
HEAD = WIDTH // HEADS
FAST = slice(0, 12)
"""The numbers of a head that are rotated so fast that what they pick changes with every token."""
ROPE_BASE = 1e6
"""So slow is the rotation of the last number of a head that what it says holds at any distance."""

START, END = "<|turn|>", "<|end|>"
TEMPLATE = (
    "{% for message in messages %}" + START + "{{ message.role }}\n{{ message.content }}" + END + "\n{% endfor %}"
    "{% if add_generation_prompt %}" + START + "assistant\n{% endif %}"
)
SIGNS = {'"': -3.0, "{": -3.0, "]": -5.0, "}": -7.0, ",": -8.0, " ": -14.0} | dict.fromkeys("0123", -3.0)
"""Biases of what JSON is made of: `{` before `]` opens an item, `]` before `,` closes a list."""
NAME, PHRASE, VALUE, OTHER, NEVER = 5.0, 0.0, -5.0, -9.0, -40.0
"""Biases of a name of the schema, of a phrase, of a value of the schema, of other printable characters, of all else."""


def build(file: Path, schema: str, phrases: Iterable[str], shown: str = "", seed: int = 1) -> Path:
    """Write the model as GGUF; returns its file.

    Args:
        file: Where it goes; about 1.5 MB.
        schema: The JSON Schema that it will be asked to fill, as text.
        phrases: What it may say inside strings; those that JSON has to escape it only reads.
        shown: Text that it will be shown often: a line of it is one token.
        seed: Of everything that is left to chance.
    """
    pieces = _pieces(json.loads(schema), phrases, shown)
    tokens = [*_characters(), *pieces, START, END]
    types = [TokenType.NORMAL] * 256 + [TokenType.USER_DEFINED] * len(pieces) + [TokenType.CONTROL] * 2
    signs = [SIGNS.get(chr(byte), OTHER if 0x20 < byte < 0x7F else NEVER) for byte in range(256)]
    bias = np.array([*signs, *pieces.values(), NEVER, 0.0], np.float32)
    random = np.random.default_rng(seed)
    weights = _drawn(len(tokens), random)
    _aim(weights, bias, np.flatnonzero(bias[256:-2] == PHRASE) + 256, random)
    _write(file, tokens, types, weights)
    return file


def _pieces(schema: object, phrases: Iterable[str], shown: str) -> dict[str, float]:
    """The tokens that are longer than a character, each with its bias; what is of two kinds is of the later one."""
    phrases = list(phrases)
    kinds = (
        ([*shown.splitlines(), *phrases], NEVER),
        ((phrase for phrase in phrases if json.dumps(phrase, ensure_ascii=False) == f'"{phrase}"'), PHRASE),
        (["null", "true", "false", *_values(schema)], VALUE),
        (_names(schema), NAME),
    )
    return {piece: bias for pieces, bias in kinds for piece in pieces if len(piece) > 1}


def _characters() -> list[str]:
    """The character that stands for each byte in a vocabulary of GPT-2's kind: itself where it can be printed."""
    printed = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = [byte for byte in range(256) if byte not in printed]
    return [chr(byte) if byte in printed else chr(256 + others.index(byte)) for byte in range(256)]


def _names(schema: object) -> Iterator[str]:
    """The names as they stand before a value, all but the first with the comma between them."""
    for part in _parts(schema):
        yield from (f'{"," if place else ""}"{name}":' for place, name in enumerate(part.get("properties", {})))


def _values(schema: object) -> Iterator[str]:
    """The values that are given, without their quotes."""
    for part in _parts(schema):
        yield from part.get("enum", [])
        yield from filter(None, [part.get("const")])


def _parts(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        for part in schema.values() if isinstance(schema, dict) else schema:
            yield from _parts(part)


def _drawn(vocabulary: int, random: np.random.Generator) -> dict[str, Matrix]:
    """The weights by chance, under their names in GGUF; they read nothing but noise and write nothing else."""

    def reading(rows: int, gain: float) -> Matrix:
        matrix = np.zeros((rows, WIDTH), np.float32)
        noise = WIDTH - NOISE.start
        matrix[:, NOISE] = random.standard_normal((rows, noise)) * gain / np.sqrt(noise)
        return matrix

    def writing(gain: float) -> Matrix:
        return np.ascontiguousarray(reading(WIDTH, gain).T)

    return {
        "token_embd": reading(vocabulary, 4), "output": reading(vocabulary, 1.3),
        "output_norm": np.ones(WIDTH, np.float32),
        "blk.0.attn_norm": np.ones(WIDTH, np.float32), "blk.0.ffn_norm": np.ones(WIDTH, np.float32),
        "blk.0.attn_q": reading(WIDTH, 4), "blk.0.attn_k": reading(WIDTH, 4), "blk.0.attn_v": reading(WIDTH, 1),
        "blk.0.attn_output": writing(0.7),
        "blk.0.ffn_gate": reading(WIDTH, 1), "blk.0.ffn_up": reading(WIDTH, 1), "blk.0.ffn_down": writing(0.5),
    }  # fmt: skip


def _aim(weights: dict[str, Matrix], bias: Matrix, phrases: Matrix, random: np.random.Generator) -> None:
    """Set by hand what must not be left to chance: the bias, the end of a string, and the head that copies."""
    known, told = weights["token_embd"], weights["output"]
    known[:, ONE] = 8
    known[phrases, IS_PHRASE] = 8
    known[phrases, CODE] = random.choice([-1.0, 1.0], (len(phrases), HEAD))
    told[:, ONE] = bias / 6  # a constant of 8 is about 6 where the output matrix reads it
    told[[ord(sign) for sign in "{]},"], NOISE] /= 4  # the bias decides, whatever the vocabulary and the seed
    told[ord('"'), IS_PHRASE] = 3
    told[phrases, COPIED] = known[phrases, CODE] / 2
    query, key, value, out = (weights[f"blk.0.attn_{name}"] for name in ("q", "k", "v", "output"))
    key[:HEAD] = value[:HEAD] = out[:, :HEAD] = 0
    key[FAST, CODE] = random.standard_normal((FAST.stop, HEAD)) / 2
    query[HEAD - 1] = 0
    query[HEAD - 1, ONE] = key[HEAD - 1, IS_PHRASE] = 1.5
    value[:HEAD, CODE] = out[COPIED, :HEAD] = np.eye(HEAD)


def _write(file: Path, tokens: list[str], types: list[TokenType], weights: dict[str, Matrix]) -> None:
    writer = GGUFWriter(file, "llama")
    writer.add_name("random weights, for tests")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(WIDTH)
    writer.add_head_count(HEADS)
    writer.add_rope_dimension_count(HEAD)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges(["t h"])  # one is asked for; what it makes is no token, and is taken apart again
    writer.add_bos_token_id(len(tokens) - 2)
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)
    for name, matrix in weights.items():
        writer.add_tensor(f"{name}.weight", matrix)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
