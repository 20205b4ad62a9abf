from sqlalchemy.orm import Session

from casestore import translations
from casestore.models import Staff


def test_a_review_holds_for_the_text_that_was_reviewed(session: Session, member: Staff) -> None:
    translations.review(session, "ti", "ask.work.now", "digest of the text", "Selam", member.id)
    assert list(translations.reviews(session, "ti", {"ask.work.now": "digest of the text"})) == ["ask.work.now"]
    assert translations.reviews(session, "ti", {"ask.work.now": "digest of another text"}) == {}
    assert translations.reviews(session, "am", {"ask.work.now": "digest of the text"}) == {}


def test_who_reviewed_a_text_first_stays_noted(session: Session, member: Staff) -> None:
    for reviewer in ("Selam", "Yonas"):
        translations.review(session, "ti", "ask.work.now", "digest", reviewer, member.id)
    assert translations.reviews(session, "ti", {"ask.work.now": "digest"})["ask.work.now"].reviewer == "Selam"


def test_the_latest_clip_of_a_text_counts(session: Session, member: Staff) -> None:
    for sound in (b"first", b"second"):
        translations.keep_clip(session, "ti", "digest", "audio/webm", sound, member.id)
    session.flush()
    [clip_id] = translations.clips(session, "ti").values()
    found = translations.clip(session, clip_id)
    assert found is not None
    assert (found.sound, found.media_type) == (b"second", "audio/webm")


def test_a_clip_is_of_one_language(session: Session, member: Staff) -> None:
    translations.keep_clip(session, "ti", "digest", "audio/webm", b"sound", member.id)
    session.flush()
    assert translations.clips(session, "am") == {}
