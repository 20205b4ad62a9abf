"""Which of the things named in a text are denied: 'not health', 'no english or french, but arabic', 'engels niet'."""

from collections.abc import Sequence

from intake.answers.phrases import Match, Words
from intake.answers.vocabulary import Sign

_REACH = 2
_PASSED_ON_BY = ("and", "or")


def affirmed(named: Sequence[Match[Sign]], matches: Sequence[Match[Sign]], words: Words) -> list[Match[Sign]]:
    """The matches of `named` that are not denied.

    A negation denies what it directly follows at the end of a phrase, or the first thing named within two words after
    it, and what 'and' or 'or' joins to that; a pause ends its reach. `matches` are all matches in order of place.
    """
    nots = [match for match in matches if _is(match, "not")]
    if not nots:
        return list(named)
    kept: list[Match[Sign]] = []
    denied_until = -1
    for previous, match in zip([None, *named], named, strict=False):
        joined = previous is not None and denied_until == previous.end and _only_joiners(matches, words, previous.end, match.start)
        if joined or any(_denies(no, previous, match, words) for no in nots if no is not match):
            denied_until = match.end
            continue
        kept.append(match)
    return kept


def _denies(no: Match[Sign], previous: Match[Sign] | None, match: Match[Sign], words: Words) -> bool:
    if no.start == match.end:
        ends = no.end == len(words) or no.end in words.pauses
        return ends and no.start not in words.pauses
    distance = match.start - no.end
    nearest = previous is None or previous.end <= no.start
    return 0 <= distance <= _REACH and nearest and words.pauses.isdisjoint(range(no.end, match.start + 1))


def _only_joiners(matches: Sequence[Match[Sign]], words: Words, start: int, end: int) -> bool:
    joining = {place for match in matches if _is(match, *_PASSED_ON_BY) for place in range(match.start, match.end)}
    return start < end and joining.issuperset(range(start, end)) and words.pauses.isdisjoint(range(start, end + 1))


def _is(match: Match[Sign], *kinds: str) -> bool:
    return any(sign.kind in kinds for sign in match.payloads)
