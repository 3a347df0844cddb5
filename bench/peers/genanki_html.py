"""python bench/peers/genanki_html.py CARDS.json OUTPUT.apkg"""

import json
import resource
import sys

import genanki

cards, output = sys.argv[1:]
model = genanki.Model(
    1607392319,
    "Measurements",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
)
deck = genanki.Deck(2059400110, "Measurements")
with open(cards, encoding="utf-8") as file:
    for card in json.load(file):
        deck.add_note(genanki.Note(model=model, fields=[card["front"], card["back"]], tags=card["tags"]))
genanki.Package(deck).write_to_file(output)
# As bench/pairs.mjs has it from Node; kB on Linux.
sys.stderr.write(f"\npeak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
