"""A font with Chinese letters for what matplotlib draws: a usual one, any that has them, or a given file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KGError

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# Fonts by the systems they come with, the best first; a collection may be known by the name of another face of it.
USUAL = {
    "Linux": (
        "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei", "Droid Sans Fallback", "AR PL UMing CN", "Noto Sans CJK JP", "Noto Serif CJK SC",
        "Noto Serif CJK JP",
    ),
    "macOS": ("PingFang SC", "Hiragino Sans GB", "Heiti SC", "Heiti TC", "STHeiti", "Arial Unicode MS", "Songti SC"),
    "Windows": ("Microsoft YaHei", "DengXian", "SimHei", "Microsoft JhengHei", "SimSun", "KaiTi"),
}  # fmt: skip
INSTALL = {
    "Debian, Ubuntu": "apt install fonts-noto-cjk",
    "Fedora": "dnf install google-noto-sans-cjk-fonts",
    "Arch": "pacman -S noto-fonts-cjk",
    "macOS, Windows": "Noto Sans SC from fonts.google.com",
}
# A font that lacks one of these cannot write the names of Chinese bodies.
NEEDED = "区局委镇党政务办"
# It comes with matplotlib and has signs that Chinese fonts lack.
SPARE = "DejaVu Sans"


class FontError(KGError):
    """A font that is missing, cannot be read or has no Chinese letters."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font for Chinese: its family, its file, and whether matplotlib finds it by its family."""

    family: str
    path: Path
    known: bool

    def properties(self) -> "FontProperties":
        """What matplotlib wants to know."""
        from matplotlib.font_manager import FontProperties

        return FontProperties(family=[self.family, SPARE]) if self.known else FontProperties(fname=str(self.path))

    def lacking(self, texts: Iterable[str]) -> str:
        """“崂山😀” -> the characters that neither this font nor the spare one has, each once."""
        from matplotlib.font_manager import findfont

        fonts = [self.path, Path(findfont(SPARE))] if self.known else [self.path]
        used = set("".join(texts)) - set(" \t\n")
        return "".join(sorted(used.difference(*map(_letters, fonts))))


def find_font(file: Path | None = None) -> Font:
    """A font for Chinese, or the one in ``file``.

    Raises FontError with what was looked for and how to install one.
    """
    if file is not None:
        return _given(file)
    found = next(_known(), None) or next(_unknown(), None)
    if found is None:
        names = ", ".join(name for names in USUAL.values() for name in names)
        ways = "; ".join(f"{system}: {way}" for system, way in INSTALL.items())
        raise FontError(
            f"no font with Chinese letters; looked for {names}, then for any other; install one ({ways}), "
            "give a --font FILE, or draw as svg or html, which need none"
        )
    return found


def _given(file: Path) -> Font:
    if not file.is_file():
        raise FontError(f"{file}: no such font; allowed: a .ttf, .otf or .ttc file")
    try:
        letters = _letters(file)
    except (RuntimeError, OSError) as error:
        raise FontError(f"{file}: cannot be read as a font ({error}); allowed: a .ttf, .otf or .ttc file") from error
    if missing := "".join(sorted(set(NEEDED) - letters)):
        raise FontError(f"{file}: the font has no {missing}; allowed: one with Chinese letters")
    return Font(file.stem, file, known=False)


def _known() -> Iterator[Font]:
    """The fonts for Chinese that matplotlib has listed, the usual ones first."""
    from matplotlib.font_manager import fontManager

    usual = [name for names in USUAL.values() for name in names]
    listed = {entry.name: Path(entry.fname) for entry in fontManager.ttflist if entry.style == "normal"}
    for name in (*(name for name in usual if name in listed), *sorted(listed.keys() - set(usual))):
        if _is_chinese(listed[name]):
            yield Font(name, listed[name], known=True)


def _unknown() -> Iterator[Font]:
    """Fonts that were installed after matplotlib made its list."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    listed = {entry.fname for entry in fontManager.ttflist}
    for name in sorted(set(findSystemFonts()) - listed):
        if _is_chinese(Path(name)):
            yield Font(Path(name).stem, Path(name), known=False)


def _is_chinese(path: Path) -> bool:
    try:
        return set(NEEDED) <= _letters(path)
    except (RuntimeError, OSError):
        return False


@cache
def _letters(path: Path) -> frozenset[str]:
    from matplotlib.ft2font import FT2Font

    return frozenset(map(chr, FT2Font(str(path)).get_charmap()))
