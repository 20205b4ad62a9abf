import pytest

from intake.law import articles
from intake.law.components import COMPONENTS


@pytest.mark.parametrize(
    ("reference", "citation"),
    [
        ("W14-3b", "artikel 14, derde lid, onderdeel b, Wet inburgering 2021"),
        ("B5.2-2", "artikel 5.2, tweede lid, Besluit inburgering 2021"),
        ("R4.1", "artikel 4.1, Regeling inburgering 2021"),
        ("PW56a", "artikel 56a, Participatiewet"),
    ],
)
def test_a_reference_is_cited_in_the_dutch_way(reference: str, citation: str) -> None:
    assert articles.citation(reference) == citation


def test_a_reference_leads_to_the_national_law_register() -> None:
    assert articles.url("B5.3-1") == "https://wetten.overheid.nl/jci1.3:c:BWBR0045555&artikel=5.3"


@pytest.mark.parametrize("reference", ["", "14", "X1", "W", "W14-b3"])
def test_what_is_no_reference_is_refused(reference: str) -> None:
    with pytest.raises(articles.UnknownArticle):
        articles.citation(reference)


def test_each_component_can_be_cited() -> None:
    for component in COMPONENTS:
        assert articles.citation(component.article).startswith("artikel")
