"""The care for the texts of a language: what native speakers have reviewed, and texts read aloud."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from casestore.models import Clip, Review


def reviews(session: Session, language: str, digests: Mapping[str, str]) -> dict[str, Review]:
    """The reviews, by key, of the texts as they are now. `digests`: of each text, by key."""
    found = session.scalars(select(Review).where(Review.language == language))
    return {review.key: review for review in found if digests.get(review.key) == review.digest}


def review(session: Session, language: str, key: str, digest: str, reviewer: str, noted_by: str) -> None:
    """Notes that `reviewer`, a native speaker, found a text right; the first to say so stays noted."""
    known = select(Review.id).where(Review.language == language, Review.key == key, Review.digest == digest)
    if session.scalar(known) is None:
        session.add(Review(language=language, key=key, digest=digest, reviewer=reviewer, noted_by=noted_by))


def keep_clip(session: Session, language: str, digest: str, media_type: str, sound: bytes, recorded_by: str) -> None:
    """Keeps a text read aloud, in the place of an earlier clip of it."""
    session.add(Clip(language=language, digest=digest, media_type=media_type, sound=sound, recorded_by=recorded_by))


def clips(session: Session, language: str) -> dict[str, int]:
    """Digest of a text -> id of its latest clip."""
    found = session.execute(select(Clip.digest, Clip.id).where(Clip.language == language).order_by(Clip.id))
    return dict(found.tuples().all())


def clip(session: Session, clip_id: int) -> Clip | None:
    return session.get(Clip, clip_id)
