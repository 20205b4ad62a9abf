"""References to articles, as written in the questionnaire: `W14-3b` is article 14, paragraph 3, part b of the Wet."""

import re

# Identification numbers in the national law register (wetten.overheid.nl).
LAWS = {
    "W": ("Wet inburgering 2021", "BWBR0044770"),
    "B": ("Besluit inburgering 2021", "BWBR0045555"),
    "R": ("Regeling inburgering 2021", "BWBR0045574"),
    "PW": ("Participatiewet", "BWBR0015703"),
}
_REFERENCE = re.compile(r"(?P<law>PW|W|B|R)(?P<article>\d+[a-z]?(?:\.\d+)?)(?:-(?P<paragraph>\d+)(?P<part>[a-z])?)?")


class UnknownArticle(ValueError):
    """The text is not a reference to an article."""


def _parts(reference: str) -> re.Match[str]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise UnknownArticle(reference)
    return match


def citation(reference: str) -> str:
    """`W14-3b` -> `artikel 14, derde lid, onderdeel b, Wet inburgering 2021`, the Dutch way of citing.

    Raises:
        UnknownArticle: the reference is not of that form.
    """
    match = _parts(reference)
    words = [f"artikel {match['article']}"]
    if match["paragraph"]:
        ordinals = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"]
        words.append(f"{ordinals[int(match['paragraph']) - 1]} lid")
    if match["part"]:
        words.append(f"onderdeel {match['part']}")
    return ", ".join([*words, LAWS[match["law"]][0]])


def url(reference: str) -> str:
    """The address of the article in the national law register.

    Raises:
        UnknownArticle: the reference is not of that form.
    """
    match = _parts(reference)
    return f"https://wetten.overheid.nl/jci1.3:c:{LAWS[match['law']][1]}&artikel={match['article']}"
