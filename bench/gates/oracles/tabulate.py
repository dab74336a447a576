# Uses tabulate from outside: prints tables in every format.
from tabulate import tabulate, tabulate_formats

TABLES = [
    [["a", 1], ["bb", 22.5], ["", -3]],
    [[1.123456, "x\ny"], [None, "1e3"], [True, "1,000"]],
    {"one": [1, 2, 3], "two": ["a", "b"]},
    [{"a": 1, "b": 2}, {"b": 3}],
    [],
    "ab",
]
WAYS = [
    {},
    {"headers": "keys"},
    {"headers": "firstrow"},
    {"headers": ["h1", "h2"], "showindex": True},
    {"floatfmt": ".2f", "numalign": "center", "stralign": "right"},
    {"disable_numparse": True, "missingval": "?"},
    {"maxcolwidths": 3},
    {"colalign": ("left", "right")},
]
for at, table in enumerate(TABLES):
    for form in sorted(tabulate_formats):
        for way in WAYS:
            try:
                print(at, form, way, tabulate(table, tablefmt=form, **way), sep="\n")
            except Exception as error:
                print(at, form, way, type(error).__name__)
