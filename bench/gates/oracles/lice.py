# Uses lice from outside: writes every licence in several ways.
import contextlib
import io
import sys

from lice import core

WAYS = [
    [],
    ["--header"],
    ["-o", "Ada", "-y", "2001", "-p", "engine"],
    ["-l", "py", "-o", "Ada", "-y", "2001"],
    ["-l", "c", "-o", "Ada"],
    ["-l", "none"],
    ["--vars"],
    ["-y", "20x1"],
    ["-t", "README.rst"],
    ["-t", "no-such-file"],
    ["--languages"],
    ["--licenses"],
]


def shown(words):
    out, errors = io.StringIO(), io.StringIO()
    sys.argv = ["lice", *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            core.main()
        end = 0
    except SystemExit as stop:
        end = stop.code
    except Exception as error:
        end = type(error).__name__
    return f"{words} {end}\n{out.getvalue()}\n{errors.getvalue()}"


for licence in [*core.LICENSES, "none"]:
    for way in WAYS:
        print(shown([licence, *way]))
for path in ["a.py", "b", "c.tar.gz", ""]:
    try:
        print(core.get_suffix(path))
    except Exception as error:
        print(type(error).__name__)
