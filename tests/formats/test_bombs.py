"""XML bombs and external entities are refused within a second and 200 MB; nothing outside the file is read."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
SECRET = "the words of another file"
BOMBS = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>\n<ROOT>&l11;</ROOT>',
    "quadratic blowup": f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>\n<ROOT>{"&a;" * 100_000}</ROOT>',
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "secret.txt">]>\n<ROOT>&a;</ROOT>',
    "external subset": '<!DOCTYPE x SYSTEM "secret.txt">\n<ROOT>&a;</ROOT>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "secret.txt"> %a;]>\n<ROOT/>',
    "attribute default": '<!DOCTYPE x [<!ATTLIST ROOT a CDATA "b">]>\n<ROOT/>',
}
# what it says, how long it took, and the most memory it had in kB; ru_maxrss would count the process that started it
PROGRAM = r"""
import re, sys, time
from pathlib import Path
from mtfix.errors import InputError
from mtfix.files import read_document
begun = time.process_time()
try:
    print("read:", read_document(sys.argv[1]).plain)
except InputError as error:
    print(error)
peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - begun, peak)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize(("suffix", "root"), [("xliff", "xliff"), ("tmx", "tmx")])
def test_a_bomb_is_refused_at_once(tmp_path: Path, bomb: str, suffix: str, root: str) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    path = tmp_path / f"bomb.{suffix}"
    path.write_text(BOMBS[bomb].replace("ROOT", root))
    command = [sys.executable, "-c", PROGRAM, path.name]
    environment = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=True, timeout=60
    )
    said, numbers = done.stdout.rsplit("\n", 2)[:2]
    seconds, kilobytes = map(float, numbers.split())
    assert said.startswith(f"E008 {path.name}: line ") and "not safe to read" in said
    assert SECRET not in done.stdout
    assert seconds < 1 and kilobytes < 200_000


def test_a_deep_and_a_wide_file_are_read_in_linear_time() -> None:
    from mtfix.formats import load

    def cost(depth: int) -> float:
        inside = "<g>" * depth + "x" + "</g>" * depth
        raw = f"<xliff><file><trans-unit><target>{inside}</target></trans-unit></file></xliff>"
        begun = time.process_time()
        assert load("xliff").parse(raw).plain == "x"
        return time.process_time() - begun

    cost(100)
    assert cost(20_000) < 20 * cost(2_000) + 0.5
