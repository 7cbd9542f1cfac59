"""Why a name is not called as it stands: a closed ledger of reasons, in the order in which they are named."""

from collections.abc import Iterable

REASONS = {
    "line-break": "white space inside the name: 武侯 区人社局",
    "quotation-marks": "quotation marks that do not belong to the name: “红石榴”宣讲团",
    "region-prefix": "the region that its first character stands for: 区人社局 -> 武侯区人社局",
    "division-suffix": "the last word of a division that was left out: 武侯 -> 武侯区",
    "declared": "the text says what it is short for or also called: 以下简称“轨交投”",
    "full-and-short": "the fuller name of the same thing stands elsewhere on the page: 国际创新园",
    "inserted": "the same name with a word more in the middle: 城市更新中心, 城市更新推进中心",
    "abbreviated": "characters of the words of the fuller name, in their order: 卫健委, 卫生健康委员会",
}
SEPARATOR = "+"


def join_reasons(given: Iterable[str]) -> str:
    """region-prefix and line-break -> ``line-break+region-prefix``; each once, in the order of `REASONS`."""
    found = {part for reason in given for part in reason.split(SEPARATOR) if part}
    if unknown := found - REASONS.keys():
        raise ValueError(f"reason {', '.join(sorted(unknown))}; allowed: {', '.join(REASONS)}")
    return SEPARATOR.join(reason for reason in REASONS if reason in found)
