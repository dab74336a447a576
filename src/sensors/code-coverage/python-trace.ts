import { RAN } from './ran.ts';

/**
 * Python loads a module of this name by itself. It writes each line of the product once, when it
 * is first reached, so that a process that is killed has told all the same.
 */
export const TRACER = `import os
import sys
import threading

_here = os.path.dirname(os.path.abspath(__file__))
_root = os.path.dirname(_here)
_parts = os.environ.get("PYTHONPATH", "").split(os.pathsep)
os.environ["PYTHONPATH"] = os.pathsep.join(_here if part == "${RAN}" else part for part in _parts)
_files = {}
_out = []


def _begin(name):
    path = os.path.abspath(name)
    inside = path.startswith(_root + os.sep) and not path.startswith(_here)
    return (path[len(_root) + 1:], set()) if inside and not name.startswith("<") else None


def _reach(name, line):
    known = _files.get(name, False)
    if known is False:
        known = _files[name] = _begin(name)
    if known is None or line in known[1]:
        return known
    known[1].add(line)
    if not _out:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        _out.append(os.open(os.path.join(_here, "lines-%d.txt" % os.getpid()), flags, 0o644))
    os.write(_out[0], ("%d:%s\\n" % (line, known[0])).encode("utf-8", "replace"))
    return known


def _local(frame, event, arg):
    if event == "line":
        _reach(frame.f_code.co_filename, frame.f_lineno)
    return _local


def _trace(frame, event, arg):
    name = frame.f_code.co_filename
    known = _files.get(name, False)
    if known is False:
        known = _files[name] = _begin(name)
    return None if known is None else _local


def _monitor(monitoring):
    def line(code, number):
        _reach(code.co_filename, number)
        return monitoring.DISABLE

    monitoring.use_tool_id(4, "lines")
    monitoring.register_callback(4, monitoring.events.LINE, line)
    monitoring.set_events(4, monitoring.events.LINE)


if hasattr(sys, "monitoring"):
    _monitor(sys.monitoring)
else:
    sys.settrace(_trace)
    threading.settrace(_trace)
`;

/** The file that {@link TRACER} becomes, in the folder {@link RAN}. */
export const TRACER_FILE = 'sitecustomize.py';
