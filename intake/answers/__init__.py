"""Free text to a normalised value: by rules and data, the same for every language."""

from intake.answers.fold import fold
from intake.answers.lexicon import Lexicon
from intake.answers.reader import Reader, said_for
from intake.answers.reading import Field, Reading
from intake.answers.vocabulary import Layer

__all__ = ["Field", "Layer", "Lexicon", "Reader", "Reading", "fold", "said_for"]
