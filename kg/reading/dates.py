"""Full dates as Chinese papers and web pages write them."""

import re
from datetime import date

_YEAR = r"(?<!\d)((?:19|20)\d\d)"
FULL_DATE = re.compile(rf"{_YEAR}(?:年(\d\d?)月(\d\d?)日|([-/.])(\d\d?)\4(\d\d?)(?!\d))")


def find_date(text: str) -> date | None:
    """发布时间：2024年3月5日 -> 2024-03-05; also 2024-03-05, 2024/3/5 and 2024.3.5. The first that exists, or None."""
    for match in FULL_DATE.finditer(text):
        year, month, day = match[1], match[2] or match[5], match[3] or match[6]
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
