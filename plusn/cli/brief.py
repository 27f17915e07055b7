"""``plusn brief``: several figures as slides, pages, a report or one zip."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from briefing.paper import PAGES, SLIDES
from data.errors import BadValue, UnknownChoice

FORMS = ("pptx", "docx", "pdf", "html", "xlsx", "zip")
SIZES = (*SLIDES, *PAGES)


@click.command(name="brief")
@click.argument("brief", metavar="BRIEF.yaml|NAME", required=False)
@click.option("-o", "--output", metavar="FILE", help=f"Its ending is the form: {', '.join(FORMS)}.")
@click.option("--lang", metavar="LANG", help="en, zh-Hant, zh-Hans, or a pair: en+zh-Hant.")
@click.option("--size", metavar="|".join(SIZES), help="Of slides, or of Word and PDF pages.")
@click.option("--ink", metavar="colour|mono", help="mono prints without colour.")
@click.option("--template", metavar="DECK.pptx", help="Take its layouts, fonts and colours.")
@click.option(
    "--with",
    "given",
    metavar="NAME=VALUE",
    multiple=True,
    help="For every figure that knows it, e.g. case=my-firm.yaml.",
)
@click.option(
    "--hall",
    is_flag=True,
    help="One zip: slides, PDF, one-file report, numbers, sources and a list of fonts.",
)
@click.option("--list", "listing", is_flag=True, help="Name the shipped briefs and the figures.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of a brief.")
def command(
    brief: str | None,
    output: str | None,
    given: tuple[str, ...],
    *,
    hall: bool,
    listing: bool,
    schema: bool,
    **choices: str | None,
) -> None:
    """Write several figures as one document.

    A brief is a YAML file, or the name of one that PlusN ships: docs/briefs.md.
    """
    if schema:
        _print_schema()
        return
    if listing:
        _print_lists()
        return
    if brief is None or output is None:
        raise BadValue(
            "a brief needs its name and a file to write",
            remedy="For example: plusn brief study -o study.pptx",
        )
    form = _form(output, hall=hall)
    paper = _paper(choices.pop("size"), form)
    _write(brief, output, {**choices, **paper, "arguments": _arguments(given)})


def _form(output: str, *, hall: bool) -> str:
    form = Path(output).suffix.lstrip(".").lower()
    if hall and form != "zip":
        raise BadValue(
            "--hall makes one zip", where=f"-o {output}", remedy="Name a file that ends in .zip."
        )
    return form


def _paper(size: str | None, form: str) -> dict[str, str | None]:
    """Tell a slide's size from a page's; a PDF may have either."""
    if size is not None and size not in SIZES:
        raise UnknownChoice.of("size", size, SIZES)
    if size is None:
        return {}
    if size in PAGES:
        return {"page": size}
    return {"size": size, "page": "slide" if form == "pdf" else None}


def _arguments(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for name, sign, _ in pairs:
        if not name or not sign:
            raise BadValue(
                f"{name!r} has no value", where="--with", remedy="Write NAME=VALUE without spaces."
            )
    return {name: value for name, _, value in pairs}


def _write(name: str, output: str, wanted: dict[str, Any]) -> None:
    from tqdm import tqdm  # noqa: PLC0415 - slow

    from data.files import check_writable  # noqa: PLC0415
    from plusn.briefs.opening import brief  # noqa: PLC0415 - pydantic loads slowly

    check_writable(output)
    with tqdm(unit=" figures", delay=1, leave=False) as bar:

        def tell(made: int, of: int) -> None:
            bar.total = of
            bar.update(made - bar.n)

        path = brief(name, tell=tell, **wanted).save(output)
    click.echo(f"Wrote {path}", err=True)


def _print_schema() -> None:
    from plusn.briefs.schema import Brief  # noqa: PLC0415

    click.echo(json.dumps(Brief.model_json_schema(), indent=2, ensure_ascii=False))


def _print_lists() -> None:
    from plusn.briefs.listing import lines  # noqa: PLC0415

    for line in lines():
        click.echo(line)
