"""The options that choose a part of a graph, as ``kg export`` takes them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def export(graph_folder: Path) -> Run:
    def invoke(*options: str, format: str = "csv-entities") -> Result:
        words = ["export", str(graph_folder), "-f", format, "-o", "-", *options]
        return CliRunner().invoke(cli, words, prog_name="kg")

    return invoke


def column(result: Result, name: str) -> set[str]:
    assert result.exit_code == 0, result.stderr
    return {row[name] for row in csv.DictReader(io.StringIO(result.stdout_bytes.decode("utf-8-sig")))}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--types", "ORG"), {"新港海洋学院", "海湾区人社局", "白沙城建集团"}),
        (("--types", "PERSON，政策文件"), {"林远舟", "海湾区就业服务办法"}),
        (("--types", "PERSON", "--types", "POLICY"), {"林远舟", "海湾区就业服务办法"}),
        (("--relations", "issues, 任职"), {"林远舟", "海湾区人社局", "海湾区就业服务办法"}),
        (("--around", "海湾区"), {"海湾区", "星火工程", "海棠公园"}),
        (("--around", "海湾区", "--hops", "0"), {"海湾区"}),
        (("--around", "海湾区", "--around", "白沙市"), {"海湾区", "星火工程", "海棠公园", "白沙市", "海螺热线"}),
        (("--top", "1"), {"海湾区人社局"}),
        (("--around", "区人社局", "--relations", "issues", "--top", "1"), {"海湾区人社局"}),
        (("--relations", "launches", "--min-weight", "2"), set()),
        (("--relations", "cooperatesWith", "--min-confidence", "0.97"), {"新港海洋学院", "海湾区人社局"}),
    ],
)
def test_options_choose(export: Run, options: tuple[str, ...], expected: set[str]) -> None:
    assert column(export(*options), "Label") == expected


def test_without_options_all_is_written(export: Run) -> None:
    assert len(column(export(), "Id")) == 14


@pytest.mark.parametrize(
    ("options", "kinds"),
    [((), 0), (("--backbone", "0.3"), 5), (("--relations", "co-occurrence"), 25), (("--relations", "launches"), 0)],
)
def test_cooccurrence_comes_to_gexf_when_it_is_asked_for(export: Run, options: tuple[str, ...], kinds: int) -> None:
    assert export(*options, format="gexf").stdout.count('kind="co-occurrence"') == kinds


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--relations", "修建"), 1, "relations has no '修建'; choose from"),
        (("--types", "City"), 1, "types has no 'City'; choose from"),
        (("--around", "海湾"), 1, "nothing is called so; near it: 海湾区"),
        (("--top", "0"), 1, "top 0: allowed: 1 or more"),
        (("--top", "many"), 2, "--top"),
        (("--backbone", "1"), 1, "backbone 1.0: allowed: above 0 and below 1"),
        (("--min-confidence", "2"), 1, "allowed: 0 to 1"),
    ],
)
def test_mistakes_take_one_line(export: Run, options: tuple[str, ...], code: int, message: str) -> None:
    result = export(*options)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("error: ") and message in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_help_tells_of_every_option() -> None:
    shown = CliRunner().invoke(cli, ["export", "--help"], prog_name="kg").stdout
    for option in ("--relations", "--types", "--min-weight", "--min-confidence", "--top", "--around", "--hops"):
        assert option in shown
    assert "--backbone" in shown and "disparity filter" in shown
