"""``plusn brief``: several figures as slides, pages, a report or one zip."""

from __future__ import annotations

import json
from pathlib import Path

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
    "--hall",
    is_flag=True,
    help="One zip: slides, PDF, one-file report, numbers, sources and a list of fonts.",
)
@click.option("--list", "listing", is_flag=True, help="Name the shipped briefs and the figures.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of a brief.")
def command(
    brief: str | None,
    output: str | None,
    lang: str | None,
    size: str | None,
    ink: str | None,
    template: str | None,
    *,
    hall: bool,
    listing: bool,
    schema: bool,
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
    _write(brief, output, form, {"lang": lang, "ink": ink, "template": template, **_paper(size)})


def _form(output: str, *, hall: bool) -> str:
    form = Path(output).suffix.lstrip(".").lower()
    if hall and form != "zip":
        raise BadValue(
            "--hall makes one zip", where=f"-o {output}", remedy="Name a file that ends in .zip."
        )
    return form


def _paper(size: str | None) -> dict[str, str | None]:
    """Tell a slide's size from a page's."""
    if size is not None and size not in SIZES:
        raise UnknownChoice.of("size", size, SIZES)
    return {"page" if size in PAGES else "size": size}


def _write(name: str, output: str, form: str, wanted: dict[str, str | None]) -> None:
    from tqdm import tqdm  # noqa: PLC0415 - slow

    from data.files import check_writable  # noqa: PLC0415
    from plusn.briefs.briefing import brief  # noqa: PLC0415 - pydantic loads slowly
    from plusn.briefs.forms import check_form  # noqa: PLC0415

    check_form(form)
    check_writable(output)
    with tqdm(unit=" figures", delay=1, leave=False) as bar:

        def tell(made: int, of: int) -> None:
            bar.total = of
            bar.update(made - bar.n)

        path = brief(name, tell=tell, **wanted).save(output, form)
    click.echo(f"Wrote {path}", err=True)


def _print_schema() -> None:
    from plusn.briefs.schema import Brief  # noqa: PLC0415

    click.echo(json.dumps(Brief.model_json_schema(), indent=2, ensure_ascii=False))


def _print_lists() -> None:
    from plusn.briefs.listing import lines  # noqa: PLC0415

    for line in lines():
        click.echo(line)
