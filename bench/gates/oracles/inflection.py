# Uses inflection from outside: puts words through every function.
import inflection

WORDS = (
    "search switch fix box process address case stack wish category query ability agency movie "
    "wife safe half move salesperson perspective cow testis axis virus octopus status bus buffalo "
    "medium stadium analysis node_child datum person man woman quiz vertex matrix mouse ox "
    "passer_by news series sheep HTMLTidy CamelCase snake_case dash-ed employee_id author_id "
    "Æther Malmö donnees 1 2 3 11 12 13 21 22 23 101 111 -5 x ''"
).split()
NAMES = [
    "camelize", "dasherize", "humanize", "ordinal", "ordinalize", "parameterize",
    "pluralize", "singularize", "tableize", "titleize", "transliterate", "underscore",
]
for name in NAMES:
    for word in WORDS:
        try:
            print(name, word, getattr(inflection, name)(word))
        except Exception as error:
            print(name, word, type(error).__name__)
print(inflection.camelize("a_b_c", False), inflection.parameterize("A b", separator=""))
