"""The program as a process: what it imports, pipes, interrupts."""

import os
import signal
import subprocess
import sys

import pytest

HEAVY = ("numpy", "torch", "onnxruntime", "tokenizers", "transformers", "rich", "tqdm", "markdown_it", "sentencex")


def run(*command, **options):
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, *command], capture_output=True, env=environment, check=False, **options)


@pytest.mark.parametrize(
    "code",
    ["import mtfix; mtfix.Settings, mtfix.Issue", "import mtfix.cli; mtfix.cli.main(['--help'])"],
    ids=["import mtfix", "mtfix --help"],
)
def test_nothing_heavy_is_imported(code):
    told = f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    script = f"import sys\ntry:\n    exec({code!r})\nfinally:\n    {told}"
    assert run("-c", script).stderr.strip() == b"[]"


def test_the_module_runs_and_reads_stdin():
    arguments = ("-m", "mtfix", "fix", "--detector", "none", "--repairer", "none", "-")
    done = run(*arguments, input=b"\xef\xbb\xbfWe saw the the end.\r\n")
    assert (done.returncode, done.stdout) == (0, b"\xef\xbb\xbfWe saw the end.\r\n")


def test_a_reader_that_goes_away_is_no_crash(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("We saw the the end.\n\n" * 5000)
    command = f"'{sys.executable}' -m mtfix check --detector none --output-format concise '{path}' | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert done.returncode == 141 and done.stderr == b"" and done.stdout.count(b"\n") == 1


def test_ctrl_c_is_130():
    process = subprocess.Popen(
        [sys.executable, "-m", "mtfix", "check", "--detector", "none", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell's background job, such as these tests may be, begins with the signal ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    process.stdin.write(b"x")  # accepted into the pipe; the program waits for the rest
    process.stdin.flush()
    while not _reads(process.pid):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130 and b"Traceback" not in err


def _reads(pid):
    """True once the process sleeps in a read of its standard input."""
    try:
        with open(f"/proc/{pid}/wchan") as waiting:
            return "pipe" in waiting.read()
    except OSError:
        pytest.skip("no /proc here")
