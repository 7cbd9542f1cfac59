"""Names of divisions as texts write them."""

import pytest

from kg.linking.divisions import bare_head_of, candidates_of, head_of, is_full, seat_of


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("恩施州", "恩施土家族苗族自治州"),
        ("化隆县", "化隆回族自治县"),
        ("镇沅县", "镇沅彝族哈尼族拉祜族自治县"),
        ("察北管理区", "张家口市察北管理区"),
        ("莫力达瓦旗", "莫力达瓦达斡尔族自治旗"),
        ("广西", "广西壮族自治区"),
        ("道县", "道县"),
    ],
)
def test_other_forms(name: str, official: str) -> None:
    assert [division.name for division in candidates_of(name)][:1] == [official]


@pytest.mark.parametrize(
    ("name", "full"),
    [("岳麓区", True), ("恩施州", True), ("岳麓", False), ("恩施", False), ("中山路", False), ("", False)],
)
def test_full_names(name: str, full: bool) -> None:
    assert is_full(name) is full


@pytest.mark.parametrize(
    ("name", "head", "seat", "bare"),
    [
        ("岳麓区人社局", "岳麓区", "岳麓区", "岳麓区"),
        ("恩施州人社局", "恩施州", "恩施州", "恩施州"),
        ("青岛国际创新园", "", "", "青岛"),
        ("共青团玉树市委", "", "玉树市", ""),
        ("民盟长安区委", "", "长安区", ""),
        ("岳麓区", "", "", "岳麓"),
        ("人社局", "", "", ""),
    ],
)
def test_what_a_name_begins_with(name: str, head: str, seat: str, bare: str) -> None:
    assert (head_of(name), seat_of(name), bare_head_of(name)) == (head, seat, bare)
