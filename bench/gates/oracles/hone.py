# Uses hone from outside: converts the tables that come with it, and some of its own.
import json
import os
import tempfile

from hone import hone

TABLES = [
    "a,b,c\n1,2,3\n",
    "name,birth day,birth month,birth year\nJo,1,2,1990\nAl,3,4,1991\n",
    "a_b_c,a_b_d,a_e,f\n1,2,3,4\n",
    "cat name,cat age,cat,dog_name\nTom,3,x,Rex\n",
    'q "x",q y\n"say ""hi""",it\'s\n',
    "a,b\n",
]


def shown(make):
    try:
        return json.dumps(make(), sort_keys=True)
    except Exception as error:
        return type(error).__name__


files = []
for folder, _folders, names in sorted(os.walk(".")):
    if not folder.startswith("./."):
        files += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".csv")]
for text in TABLES:
    handle, name = tempfile.mkstemp(suffix=".csv")
    os.write(handle, text.encode())
    os.close(handle)
    files.append(name)
for at, name in enumerate(files):
    print(at, shown(lambda: hone.Hone().convert(name)))
    print(at, shown(lambda: hone.Hone().get_schema(name)))
    print(at, shown(lambda: hone.Hone(delimiters=["-", "_"]).convert(name)))
