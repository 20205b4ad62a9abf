"""What people type to Wegwijs where no options are shown: an answer for each type of question, in their language."""

from babel import Locale

from intake.answers import Field

GO_BACK = {"nl": "terug", "en": "go back", "ar": "ارجع", "es": "volver"}
TEXTS = {
    "nl": "ik wil graag met mensen werken",
    "en": "i like to work with people",
    "ar": "احب العمل مع الناس",
    "es": "me gusta trabajar con gente",
}
OCCUPATIONS = {"nl": "taxichauffeur", "en": "taxi driver", "ar": "سائق تاكسي", "es": "taxista"}


def typed(field: Field, language: str) -> str:
    """An answer that is right for the field. `language` is one of those in this file."""
    locale = Locale.parse(language)
    lowest, highest = field.bounds or (0, 9)
    by_type: dict[str, str] = {
        "number": str(max(lowest, min(highest, 9))),
        "month": "03-2023",
        "period": "2010-2014",
        "language": locale.languages[language],
        "languages": locale.languages[language],
        "country": locale.territories["SY"],
        "occupation": OCCUPATIONS[language],
        "text": TEXTS[language],
    }
    return by_type[field.type]
