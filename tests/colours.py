"""How far apart two colours are, to any eye: contrast as WCAG has it, and differences as the colour-blind see them."""

from __future__ import annotations

from collections.abc import Sequence

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB
EYES = {
    "any": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)
Matrix = Sequence[Sequence[float]]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours written #rrggbb, 1 to 21."""
    lighter, darker = sorted((_times(_TO_XYZ, linear(colour))[1] for colour in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def apart(one: str, other: str, eye: str) -> float:
    """CIE 1976 difference of two colours as seen by that eye: 2 is just noticeable, 20 plainly another colour."""
    first, second = (_lab(_times(EYES[eye], linear(colour))) for colour in (one, other))
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _times(matrix: Matrix, colour: Sequence[float]) -> list[float]:
    return [sum(weight * part for weight, part in zip(row, colour, strict=True)) for row in matrix]


def _lab(colour: Sequence[float]) -> tuple[float, float, float]:
    bounded = [min(max(part, 0.0), 1.0) for part in colour]
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in (part / white for part, white in zip(_times(_TO_XYZ, bounded), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
