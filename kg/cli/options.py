"""Options that several commands share."""

import click

ner_option = click.option(
    "--ner",
    metavar="WHO",
    default="kg",
    show_default=True,
    help="Who recognises names: kg (network and rules), kg:FOLDER (a network of yours), rules, hanlp:NAME_OR_PATH, "
    "kg+hanlp:NAME_OR_PATH.",
)

relations_option = click.option(
    "--relations",
    metavar="WHO",
    default="kg",
    show_default=True,
    help="Who relates names: kg (rules and the trained scorer), kg:FOLDER (a scorer of yours), rules.",
)
