import { RAN } from './ran.ts';

/**
 * Python loads a module of this name by itself. It writes each line of the product once, when it
 * is first reached, so that a process that is killed has told all the same. Code all of whose lines
 * were reached, or that tells nothing new 20,000 times, is left alone from then on: before Python
 * 3.12 to be told of lines takes time.
 */
export const TRACER = `import dis
import os
import sys
import threading

_here = os.path.dirname(os.path.abspath(__file__))
_root = os.path.dirname(_here)
_parts = os.environ.get("PYTHONPATH", "").split(os.pathsep)
os.environ["PYTHONPATH"] = os.pathsep.join(_here if part == "${RAN}" else part for part in _parts)
_files = {}
_out = []
_left = {}
_PATIENCE = 20000


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


def _lines(code):
    if hasattr(code, "co_lines"):
        found = {line for _, _, line in code.co_lines() if line}
    else:
        found = {line for _, line in dis.findlinestarts(code)}
    return found - {code.co_firstlineno} or found


def _local(frame, event, arg):
    if event != "line":
        return _local
    code = frame.f_code
    known = _left[id(code)]
    left = known[1]
    if frame.f_lineno in left:
        left.discard(frame.f_lineno)
        known[2] = 0
    known[2] += 1
    if known[2] > _PATIENCE:
        left.clear()
    _reach(code.co_filename, frame.f_lineno)
    frame.f_trace_lines = bool(left)
    return _local


def _trace(frame, event, arg):
    code = frame.f_code
    known = _left.get(id(code))
    if known is None:
        if code.co_filename not in _files:
            _files[code.co_filename] = _begin(code.co_filename)
        inside = _files[code.co_filename] is not None
        known = _left[id(code)] = [code, _lines(code) if inside else set(), 0]
    return _local if known[1] else None


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
