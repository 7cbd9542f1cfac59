from pathlib import Path

import pytest

from kg.decisions import COLUMNS, REVIEW_COLUMNS, Given, Undo, read_decisions, revise
from kg.errors import KGError
from kg.types import Decision

REVIEW = ",".join(REVIEW_COLUMNS)


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[Given]:
    path = tmp_path / "d.csv"
    path.write_bytes(text.encode(encoding))
    return read_decisions(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("action,name\ndrop,本台", [Decision("drop", "本台")]),
        ("name,action\n本台,Drop\n\n,\n", [Decision("drop", "本台")]),
        ("action,name,value\nrename,人社局,芦山县人社局", [Decision("rename", "人社局", value="芦山县人社局")]),
        ("action,name,label,value\nretype,晨光,ORG,PROGRAMME", [Decision("retype", "晨光", "ORG", value="PROGRAMME")]),
        (",".join(COLUMNS) + "\nmerge,民政局,ORG,5118,芦山县民政局,ORG,5118",
         [Decision("merge", "民政局", "ORG", "5118", "芦山县民政局", "ORG", "5118")]),
        (",".join(COLUMNS) + "\napart,解放路,,4101,解放路,,4103",
         [Decision("apart", "解放路", "", "4101", "解放路", "", "4103")]),
        ("action,name\nundo,晨光", [Undo("晨光")]),
        ("action,name,label,value\nundo,晨光,ORG,晨光行动", [Undo("晨光", "ORG", "", "晨光行动")]),
        ("action,name,applies\ndrop,本台,3", [Decision("drop", "本台")]),
        ("action,name\ndrop,'=SUM(A1)\ndrop,'晨光'", [Decision("drop", "=SUM(A1)"), Decision("drop", "'晨光'")]),
        ('action,name\ndrop,"晨光,星火"\n', [Decision("drop", "晨光,星火")]),
        ("action,name", []),
        (REVIEW + "\nmerge,民政局,ORG,5118,芦山县民政局,ORG,,score,0.5,1,2,句,句",
         [Decision("merge", "民政局", "ORG", "5118", "芦山县民政局", "ORG", "none")]),
        (REVIEW + "\napart,民政局,ORG,5118,民政局,ORG,5101,,,,,,",
         [Decision("apart", "民政局", "ORG", "5118", "民政局", "ORG", "5101")]),
        (REVIEW + "\nretype,晨光,ORG,,晨光,PROGRAMME,,,,,,,",
         [Decision("retype", "晨光", "ORG", "none", "PROGRAMME")]),
        (REVIEW + "\ndrop,晨光,ORG,,晨光,PROGRAMME,,,,,,,", [Decision("drop", "晨光", "ORG", "none")]),
        (REVIEW + "\n,晨光,ORG,,晨光,PROGRAMME,,,,,,,\n  ,晨光,ORG,,晨光,POLICY,,,,,,,", []),
    ],
)  # fmt: skip
def test_both_forms_are_read(tmp_path: Path, text: str, expected: list[Given]) -> None:
    assert read(tmp_path, text) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_what_spreadsheets_save_is_read(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "action,name\r\ndrop,本台记者站\r\n", encoding) == [Decision("drop", "本台记者站")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("action,name\nmerg,民政局", r"d\.csv, line 2: action is 'merg'; allowed: merge, apart, rename, .*undo"),
        ("action,name\ndrop,本台\ndrop,", "line 3: name is nothing; allowed: the name of an entity"),
        ("action,name,label\ndrop,本台,机构", "line 2: label is '机构'; allowed: ORG, PLACE"),
        ("action,name,value\nretype,晨光,Programme", "value is 'Programme'; allowed: ORG, PLACE"),
        ("action,name\nretype,晨光", "value is ''; allowed: ORG"),
        ("action,name\nmerge,民政局", "value is nothing; allowed: the other name, for merge"),
        ("action,name,value_label,value\napart,甲,X,乙", "value_label is 'X'"),
        ("action,name,lable\ndrop,本台,ORG", "line 1: columns action, name, lable; allowed: .*missing: lable"),
        ("name,label\n本台,ORG", "wrong or missing: action"),
        ("drop,本台", "wrong or missing: drop, 本台, action, name"),
        (REVIEW + "\nrename,晨光,ORG,,晨光,PROGRAMME,,,,,,,", "decision is 'rename'; allowed: merge, apart"),
        (REVIEW + "\nundo,晨光,ORG,,晨光,PROGRAMME,,,,,,,", "decision is 'undo'"),
        ("decision,name\ndrop,晨光", "wrong or missing: label, region, other"),
        ("action,name\ndrop,\"" + "晨" * 140_000 + '"', "line 2: field larger.*allowed: CSV"),
        ("", "is empty"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KGError, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KGError, match=r"none\.csv: cannot be read"):
        read_decisions(tmp_path / "none.csv")


DROP, RENAME = Decision("drop", "晨光", "ORG"), Decision("rename", "晨光", "ORG", value="晨光社")
RENAMED_AGAIN = Decision("rename", "晨光", "ORG", value="晨曦")
MERGE, APART = Decision("merge", "甲", value="乙"), Decision("apart", "乙", value="甲")


@pytest.mark.parametrize(
    ("known", "given", "expected"),
    [
        ([], [DROP, MERGE], [DROP, MERGE]),
        ([DROP, MERGE], [DROP], [DROP, MERGE]),
        ([MERGE, DROP], [APART], [DROP, APART]),
        ([MERGE], [Decision("merge", "乙", value="甲")], [Decision("merge", "乙", value="甲")]),
        ([MERGE], [Decision("merge", "甲", value="丙")], [MERGE, Decision("merge", "甲", value="丙")]),
        ([MERGE], [Decision("merge", "甲", "ORG", value="乙")], [MERGE, Decision("merge", "甲", "ORG", value="乙")]),
        ([RENAME], [RENAMED_AGAIN], [RENAMED_AGAIN]),
        ([RENAME], [DROP], [RENAME, DROP]),
        ([RENAME, DROP, MERGE], [Undo("晨光")], [MERGE]),
        ([RENAME, DROP, MERGE], [Undo("晨光", value="晨光社")], [DROP, MERGE]),
        ([RENAME, DROP], [Undo("晨光", "PLACE")], [RENAME, DROP]),
        ([MERGE], [Undo("乙")], [MERGE]),
        ([DROP], [Undo("晨光"), DROP], [DROP]),
        ([], [DROP, Undo("晨光")], []),
    ],
)  # fmt: skip
def test_what_is_decided_in_the_end(known: list[Decision], given: list[Given], expected: list[Decision]) -> None:
    assert revise(known, given) == expected
