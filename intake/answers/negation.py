"""Which of the things named in a text are denied: 'not health', 'no english but arabic', 'engels niet', 'ingilizce bilmiyorum'."""

from collections.abc import Sequence

from intake.answers.phrases import Match, Words
from intake.answers.vocabulary import Sign

NOT, NOT_AFTER = "not", "not_after"  # words that deny what follows them; words that deny what stands before them
_REACH = 2
_PASSED_ON_BY = ("and", "or")


def affirmed(named: Sequence[Match[Sign]], matches: Sequence[Match[Sign]], words: Words) -> list[Match[Sign]]:
    """The matches of `named` that are not denied.

    A 'not' denies the first thing named within two words after it, or at the end of a phrase what it directly follows; a 'not_after'
    the last thing named within two words before it; each also what 'and' or 'or' joins to that. A pause or a 'but' ends its reach.
    `matches` are all matches in order of place.
    """
    words = Words(words.words, words.pauses | {match.start for match in matches if _is(match, "but")})
    denied: set[int] = set()
    for no in _negations(matches):
        at = _denied_by(no, named, words)
        if at is None:
            continue
        step = 1 if named[at].start >= no.end else -1
        while 0 <= at < len(named):
            denied.add(at)
            first, second = sorted((at, at + step))
            if first < 0 or second >= len(named) or not _only_joiners(matches, words, named[first].end, named[second].start):
                break
            at += step
    return [match for index, match in enumerate(named) if index not in denied]


def _negations(matches: Sequence[Match[Sign]]) -> list[Match[Sign]]:
    return [match for match in matches if _is(match, NOT, NOT_AFTER)]


def _denied_by(no: Match[Sign], named: Sequence[Match[Sign]], words: Words) -> int | None:
    """The place in `named` of what a negation denies."""
    before = max((index for index, match in enumerate(named) if match.end <= no.start), default=None)
    after = min((index for index, match in enumerate(named) if match.start >= no.end), default=None)
    if before is not None and _reaches_back(no, named[before], words):
        return before
    if after is not None and _is(no, NOT) and named[after].start - no.end <= _REACH:
        return after if words.pauses.isdisjoint(range(no.end, named[after].start + 1)) else None
    return None


def _reaches_back(no: Match[Sign], match: Match[Sign], words: Words) -> bool:
    if not words.pauses.isdisjoint(range(match.end, no.start + 1)):
        return False
    if _is(no, NOT_AFTER):
        return no.start - match.end <= _REACH
    return no.start == match.end and (no.end == len(words) or no.end in words.pauses)


def _only_joiners(matches: Sequence[Match[Sign]], words: Words, start: int, end: int) -> bool:
    joining = {place for match in matches if _is(match, *_PASSED_ON_BY) for place in range(match.start, match.end)}
    return start < end and joining.issuperset(range(start, end)) and words.pauses.isdisjoint(range(start, end + 1))


def _is(match: Match[Sign], *kinds: str) -> bool:
    return any(sign.kind in kinds for sign in match.payloads)
