"""The command line."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from intake.questionnaire import QuestionnaireError, questionnaire
from intake.settings import SettingsError, settings
from intake.wording import CatalogueError

if TYPE_CHECKING:
    from wegwijs.understand import Understanding


def main() -> None:
    """Runs one command; what goes wrong is told in one line, without a traceback."""
    arguments = _parser().parse_args()
    try:
        arguments.run(arguments)
    except (QuestionnaireError, CatalogueError, SettingsError, CommandError) as error:
        sys.exit(f"wegwijs: {error}")


class CommandError(Exception):
    """A command can't do what was asked; the text says why and what to do."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wegwijs", description="Multilingual assistant for the brede intake.")
    commands = parser.add_subparsers(required=True, metavar="command")

    serve = commands.add_parser("serve", help="run the product")
    serve.add_argument("--demo", action="store_true", help="add a few invented cases")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    serve.set_defaults(run=_serve)

    train = commands.add_parser("train", help="train the language model, where there is none of the present data")
    train.set_defaults(run=_train)

    token = commands.add_parser("token", help="make a bearer token for the API")
    token.add_argument("--username", default="beheerder", help="whose token (default: beheerder)")
    token.add_argument("--name", default="command line", help="what it is for")
    token.add_argument("--days", type=int, default=30, help="how long it is valid (default: 30)")
    token.set_defaults(run=_token)

    staff = commands.add_parser("staff", help="add a member of staff, with a one-time password")
    staff.add_argument("username")
    staff.add_argument("name", help="as colleagues know them")
    staff.set_defaults(run=_staff)

    understand = commands.add_parser("understand", help="show what the bot makes of a sentence")
    understand.add_argument("text", nargs="?", help="the sentence")
    understand.add_argument("--language", help="the language of the talk")
    understand.add_argument("--question", help="the question that was asked, such as education.school_years")
    understand.add_argument(
        "--jsonl", type=Path, metavar="FILE", help='lines of {"language", "text", "question"?}, answered on standard output'
    )
    understand.set_defaults(run=_understand)

    evaluate = commands.add_parser("evaluate", help="measure how well the bot understands, on sentences kept apart from training")
    evaluate.add_argument("--part", choices=["dev", "test"], default="test", help="dev to choose by, test to report (default)")
    evaluate.add_argument("--language", action="append", metavar="CODE", help="only this language (may be given several times)")
    evaluate.add_argument("--confusions", action="store_true", help="show each sentence that was misunderstood")
    evaluate.add_argument("--check", action="store_true", help="fail where a figure of data/evaluation/figures.json has dropped")
    evaluate.add_argument("--keep", action="store_true", help="write the figures to data/evaluation/figures.json")
    evaluate.set_defaults(run=_evaluate)

    translations = commands.add_parser("translations", help="keep the catalogues complete")
    translations.add_argument(
        "action", choices=["extract", "check"], help="extract: write the template and update the catalogues; check: the gate"
    )
    translations.set_defaults(run=_translations)
    return parser


def _serve(arguments: argparse.Namespace) -> None:
    from wegwijs.model import TrainingFailed  # noqa: PLC0415 (each command loads what it needs)
    from wegwijs.serve import serve  # noqa: PLC0415

    try:
        serve(arguments.host, arguments.demo)
    except TrainingFailed as error:
        raise CommandError("the model could not be trained; Rasa's messages above say why.") from error


def _train(arguments: argparse.Namespace) -> None:
    from wegwijs import model  # noqa: PLC0415

    try:
        print(model.ensure())
    except model.TrainingFailed as error:
        raise CommandError("the model could not be trained; Rasa's messages above say why.") from error


def _token(arguments: argparse.Namespace) -> None:
    from actions.turn import store  # noqa: PLC0415
    from casestore import staff  # noqa: PLC0415
    from wegwijs.serve import first_password, prepare  # noqa: PLC0415

    prepare()
    if password := first_password():
        print(f"The account 'beheerder' was made; its one-time password is {password}", file=sys.stderr)
    with store().begin() as session:
        member = staff.by_username(session, arguments.username)
        if member is None:
            raise CommandError(f"there is no member of staff '{arguments.username}'.")
        print(staff.issue_token(session, member.id, arguments.name, arguments.days))


def _staff(arguments: argparse.Namespace) -> None:
    from actions.turn import store  # noqa: PLC0415
    from casestore import staff  # noqa: PLC0415
    from wegwijs.serve import one_time_password, prepare  # noqa: PLC0415

    prepare()
    password = one_time_password()
    try:
        with store().begin() as session:
            staff.add(session, arguments.username, arguments.name, password, must_change=True)
    except staff.UsernameTaken as error:
        raise CommandError(f"the username '{arguments.username}' is taken; choose another one.") from error
    print(f"One-time password of '{arguments.username}': {password}")


def _understand(arguments: argparse.Namespace) -> None:
    from wegwijs.understand import BadLine, read_lines  # noqa: PLC0415

    if (arguments.text is None) == (arguments.jsonl is None):
        raise CommandError("give a sentence, or --jsonl FILE.")
    if arguments.question and arguments.question not in questionnaire().steps:
        raise CommandError(f"there is no question '{arguments.question}'; questionnaire.yml lists them.")
    line = {"language": arguments.language or settings().languages[0], "text": arguments.text, "question": arguments.question}
    try:
        lines = list(read_lines(arguments.jsonl)) if arguments.jsonl else [line]
    except (BadLine, OSError) as error:
        raise CommandError(str(error)) from error
    for understood in _understanding().understand(lines):
        print(json.dumps(understood, ensure_ascii=False))


def _evaluate(arguments: argparse.Namespace) -> None:
    from wegwijs import evaluate  # noqa: PLC0415

    reports = evaluate.evaluate(_understanding(), arguments.language or settings().languages, arguments.part)
    print(evaluate.table(reports))
    if arguments.confusions:
        print(evaluate.confusions(reports))
    now = evaluate.figures(reports)
    if arguments.keep:
        evaluate.FIGURES.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    if arguments.check and (drops := evaluate.drops(now, json.loads(evaluate.FIGURES.read_text(encoding="utf-8")))):
        raise CommandError("the bot understands less than before:\n" + "\n".join(drops))


def _understanding() -> "Understanding":
    """The NLU pipeline of the present model, trained now if there is none."""
    from wegwijs import model  # noqa: PLC0415
    from wegwijs.understand import Understanding  # noqa: PLC0415

    try:
        return Understanding(model.ensure())
    except model.TrainingFailed as error:
        raise CommandError("the model could not be trained; Rasa's messages above say why.") from error


def _translations(arguments: argparse.Namespace) -> None:
    from wegwijs import translations  # noqa: PLC0415

    if arguments.action == "extract":
        translations.extract()
        return
    problems = translations.check()
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        raise CommandError(f"{len(problems)} problems in the catalogues.")
    print("The catalogues are complete.")
