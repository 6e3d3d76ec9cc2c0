"""The reliability curve as a picture: of the claims with one score, how many a careful reader accepts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIDE, LEFT, TOP = 320, 64, 40
WIDTH, HEIGHT = LEFT + SIDE + 36, TOP + SIDE + 64
INK, GREY, BLUE = "#1c2733", "#9aa4b1", "#2f5d9b"


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with scores of one tenth: the mean score told, the share that is right, how many they are."""

    told: float
    right: float
    claims: int


def draw(bins: Sequence[Bin], error: float) -> str:
    """The curve as SVG: a dot a bin, larger with more claims, beside the line of scores that hold."""
    label = f"Reliability of claim scores: calibration error {error:.3f}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{label}" font-family="system-ui, sans-serif">'
    )
    parts = [head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>', *_axes(), *_curve(bins)]
    parts.append(_text(LEFT, 24, f"{sum(b.claims for b in bins)} claims, calibration error {error:.3f}", "start", 13))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _axes() -> Iterator[str]:
    yield f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{GREY}"/>'
    yield f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{GREY}" stroke-dasharray="5 4"/>'
    for tenth in range(0, 11, 2):
        share = tenth / 10
        yield _text(_x(share), TOP + SIDE + 18, f"{share:.1f}", "middle", 11)
        yield _text(LEFT - 8, _y(share) + 4, f"{share:.1f}", "end", 11)
    yield _text(LEFT + SIDE / 2, TOP + SIDE + 44, "score of the claim", "middle", 13)
    middle = TOP + SIDE / 2
    yield f'<g transform="rotate(-90 18 {middle})">{_text(18, middle, "share found right", "middle", 13)}</g>'


def _curve(bins: Sequence[Bin]) -> Iterator[str]:
    points = " ".join(f"{_x(b.told):.1f},{_y(b.right):.1f}" for b in bins)
    yield f'<polyline points="{points}" fill="none" stroke="{BLUE}" stroke-width="2"/>'
    most = max(b.claims for b in bins)
    for b in bins:
        radius = 3 + 9 * (b.claims / most) ** 0.5
        yield f'<circle cx="{_x(b.told):.1f}" cy="{_y(b.right):.1f}" r="{radius:.1f}" fill="{BLUE}" opacity="0.75"/>'
        yield _text(_x(b.told) + radius + 3, _y(b.right) + radius + 8, str(b.claims), "start", 11)


def _text(x: float, y: float, words: str, anchor: str, size: int) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{INK}">{words}</text>'


def _x(share: float) -> float:
    return LEFT + SIDE * share


def _y(share: float) -> float:
    return TOP + SIDE * (1 - share)
