"""The case store: cases, their answers with evidence, and who may see them, on SQLite or PostgreSQL.

The functions take a Session first and leave committing to the caller, who decides what belongs together
(`with sessions.begin() as session: ...`). The one exception is `invitations.admit`, which says why.
"""
