"""Settings: defaults, then the nearest file, then flags; what is unknown or of a wrong type is named."""

import pytest

from mtfix import config
from mtfix.errors import ConfigError
from mtfix.settings import Settings
from mtfix.taxonomy import Severity


def put(folder, name, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_a_file_is_found_upward_and_a_pyproject_without_our_table_is_passed(tmp_path):
    ours = put(tmp_path, "pyproject.toml", '[tool.mtfix]\nselect = ["MT2"]\n')
    put(tmp_path / "a", "pyproject.toml", "[tool.other]\n")
    deep = tmp_path / "a" / "b"
    deep.mkdir()
    assert config.find(deep) == ours
    nearer = put(tmp_path / "a", "mtfix.toml", "")
    assert config.find(deep) == nearer


def test_every_key_is_read(tmp_path):
    put(tmp_path, "terms.txt", "Blingen\n")
    path = put(
        tmp_path,
        "mtfix.toml",
        'select = ["MT2", "grammar"]\nignore = "MT201, MT202"\nmin-confidence = 0.5\nseverity = "major"\n'
        'detector = "none"\nrepairer = "none"\naccept = ["Xi, Jinping"]\naccept-file = "terms.txt"\n'
        'format = "plain"\nthreads = 2\nsuggestions = 1\n',
    )
    assert config.settings(config.load(path), {}) == Settings(
        select=("MT2", "grammar"),
        ignore=("MT201", "MT202"),
        min_confidence=0.5,
        severity=Severity.MAJOR,
        detector="none",
        repairer="none",
        accept=("Xi, Jinping", "Blingen"),
        format="plain",
        threads=2,
        suggestions=1,
    )


def test_flags_win_and_accepted_terms_add_up(tmp_path):
    path = put(tmp_path, "mtfix.toml", 'detector = "none"\naccept = ["a"]\nselect = ["MT2"]\n')
    flags = config.read_options({"select": ["MT1"], "detector": None, "accept": ["b", "a"]})
    made = config.settings(config.load(path), flags)
    assert (made.select, made.detector, made.accept) == (("MT1",), "none", ("a", "b"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("selekt = []", "'selekt'"),
        ("select = 5", "'select'"),
        ("min-confidence = 2", "'min-confidence'"),
        ("min-confidence = true", "'min-confidence'"),
        ('severity = "awful"', "neutral, minor, major, critical"),
        ("threads = -1", "'threads'"),
        ("detector = []", "'detector'"),
        ("accept = [1]", "'accept'"),
    ],
)
def test_a_bad_file_names_the_key_the_file_and_what_is_allowed(tmp_path, text, named):
    path = put(tmp_path, "mtfix.toml", text)
    with pytest.raises(ConfigError) as caught:
        config.load(path)
    message = str(caught.value)
    assert caught.value.code == "E010" and named in message and "mtfix.toml" in message
    assert all(key in message for key in config.KEYS)


@pytest.mark.parametrize(("name", "text"), [("mtfix.toml", "select = ["), ("pyproject.toml", "[tool]\nmtfix = 3\n")])
def test_a_broken_file_is_an_error_of_its_own(tmp_path, name, text):
    with pytest.raises(ConfigError, match="E010"):
        config.load(put(tmp_path, name, text))


def test_the_face_refuses_what_is_no_setting():
    import mtfix

    with pytest.raises(ConfigError, match="E012.*colour"):
        mtfix.check("x", colour=True)
    with pytest.raises(ConfigError, match="E012.*min_confidence"):
        mtfix.check("x", min_confidence=5)
