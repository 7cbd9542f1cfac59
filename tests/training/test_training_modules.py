import pytest

torch = pytest.importorskip("torch")

from torch import Tensor

from kg.training.modules import DILATIONS, Dropout, Encoder, Guesser, Tagger, average

SIZES, COLUMNS, FEATURES, TAGS = (30, 40), 6, 8, 5
Inputs = tuple[Tensor, Tensor, Tensor, Tensor]


@pytest.fixture
def tagger() -> Tagger:
    torch.manual_seed(1)
    return Tagger(Encoder(SIZES, COLUMNS, FEATURES, 0.5), TAGS, 0.5)


def inputs(texts: int, length: int, seed: int = 1) -> Inputs:
    draw = torch.Generator().manual_seed(seed)
    return (
        torch.randint(0, SIZES[0], (texts, length), generator=draw),
        torch.randint(0, SIZES[1], (texts, length + 1), generator=draw),
        torch.randint(0, 2, (texts, length, COLUMNS), generator=draw).float(),
        torch.ones(texts, length),
    )


@pytest.mark.parametrize(("texts", "length"), [(1, 1), (1, 7), (3, 20)])
def test_a_tagger_gives_log_probabilities(tagger: Tagger, texts: int, length: int) -> None:
    scores = tagger(*inputs(texts, length))
    assert scores.shape == (texts, length, TAGS)
    assert torch.allclose(scores.exp().sum(-1), torch.ones(texts, length), atol=1e-5)
    assert tagger.encoder(*inputs(texts, length)).shape == (texts, length, FEATURES)


@pytest.mark.parametrize("length", [1, 2, 9, 20])
def test_padding_does_not_change_the_scores_of_a_text(tagger: Tagger, length: int) -> None:
    tagger.eval()
    characters, pairs, clues, inside = inputs(2, 30)
    inside[0, length:] = 0
    together = tagger(characters, pairs, clues, inside)[0, :length]
    alone = tagger(characters[:1, :length], pairs[:1, : length + 1], clues[:1, :length], inside[:1, :length])[0]
    assert torch.allclose(together, alone, atol=1e-5)


def test_what_is_inside_does_change_them(tagger: Tagger) -> None:
    tagger.eval()
    characters, pairs, clues, inside = inputs(1, 30)
    whole = tagger(characters, pairs, clues, inside)[0]
    for place, seen in ((29, sum(DILATIONS)), (29, 1)):
        changed = clues.clone()
        changed[0, place] = 1 - changed[0, place]
        differs = (tagger(characters, pairs, changed, inside)[0] - whole).abs().sum(-1) > 0
        assert differs[place - seen :].any()
        assert not differs[: place - sum(DILATIONS)].any()


def test_without_clues_an_encoder_reads_the_characters(tagger: Tagger) -> None:
    tagger.eval()
    characters, pairs, clues, inside = inputs(1, 9)
    silent = tagger.encoder(characters, pairs, None, inside)
    assert silent.shape == (1, 9, FEATURES)
    assert not torch.allclose(silent, tagger.encoder(characters, pairs, clues, inside))


def test_a_guesser_scores_the_hidden_places(tagger: Tagger) -> None:
    characters, pairs, _, _ = inputs(2, 9)
    hidden = torch.zeros(2, 9, dtype=torch.bool)
    hidden[0, 3] = hidden[1, 5] = hidden[1, 8] = True
    assert Guesser(tagger.encoder)(characters, pairs, hidden).shape == (3, SIZES[0])


def test_dropout_drops_features_of_a_whole_text() -> None:
    torch.manual_seed(1)
    dropped = Dropout(0.25)(torch.ones(4, 6, 100))
    assert (dropped == dropped[:, :1]).all()
    assert dropped.unique().tolist() == pytest.approx([0, 4 / 3])
    assert 0.15 < (dropped == 0).float().mean().item() < 0.35
    assert not (dropped[0, 0] == dropped[1, 0]).all()


def test_dropout_rests_when_nothing_is_learned(tagger: Tagger) -> None:
    values = torch.rand(2, 3, 4)
    assert torch.equal(Dropout(0.9).eval()(values), values)
    assert torch.equal(Dropout(0.0)(values), values)
    given = inputs(2, 9)
    assert not torch.equal(tagger(*given), tagger(*given))
    tagger.eval()
    assert torch.equal(tagger(*given), tagger(*given))


@pytest.mark.parametrize(("share", "expected"), [(0.0, [0.0, 4.0]), (0.25, [2.0, 3.0]), (1.0, [8.0, 0.0])])
def test_a_running_average_moves_by_its_share(share: float, expected: list[float]) -> None:
    held = [torch.tensor([0.0]), torch.tensor([4.0])]
    average(held, [torch.tensor([8.0]), torch.tensor([0.0])], share)
    assert [weight.item() for weight in held] == expected
