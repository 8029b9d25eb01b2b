"""What `import mtfix` offers."""

import mtfix

TEXT = "The minister said that the the talks would go on."
OFF = {"detector": "none", "repairer": "none"}


def test_all_is_sorted_and_exact():
    assert mtfix.__all__ == sorted(mtfix.__all__)
    assert all(getattr(mtfix, name) for name in mtfix.__all__)
    assert set(mtfix.__all__) <= set(dir(mtfix))


def test_check_prints_the_concise_report():
    report = mtfix.check(TEXT, **OFF)
    assert "MT201" in str(report).splitlines()[0] and "'the the' -> 'the'" in str(report)
    assert str(report).splitlines()[-1] == str(report.signature)


def test_fix_gives_a_string():
    assert mtfix.fix(TEXT, **OFF) == "The minister said that the talks would go on."
    assert mtfix.fix(TEXT, ignore="MT201", **OFF) == TEXT
    assert mtfix.fix("See `the the` now.", format="markdown", **OFF) == "See `the the` now."


def test_every_public_name_of_the_table_is_what_it_says():
    assert mtfix.Severity.MAJOR > mtfix.Severity.MINOR
    assert issubclass(mtfix.ConfigError, mtfix.MtfixError)
