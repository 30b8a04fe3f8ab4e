"""Rules of included workspaces: where they lie, and what they are called."""

from __future__ import annotations

from okrctl.findings import Rule

_SETTINGS = "# okrctl.yaml\nname: acme\n"

UNFIT_INCLUDE = Rule(
    code="OKR210",
    name="unfit-include",
    severity="error",
    summary="an included workspace that cannot be one",
    explanation=(
        "`include` names okrctl.yaml files below this folder, in submodules too. Never outside of"
        " it and never through a link, since a file may come from a stranger: a checkout beside"
        " this one is named by the person, with `--workspace NAME=PATH`. Each included workspace"
        " has a `name:` of its own, which addresses begin with: `platform//search/fast`."
    ),
    bad=_SETTINGS + "include: [../platform/okrctl.yaml]\n",
    good=_SETTINGS + "include: [teams/*/okrctl.yaml]\n",
)

NOTHING_INCLUDED = Rule(
    code="OKR211",
    name="nothing-included",
    severity="info",
    summary="an include that finds no workspace",
    explanation=(
        "Nothing lies where `include` looks: a submodule that is not checked out, or a name with a"
        " typing error. What leads there is not verified. It is no error, since the files are as"
        " right as they were; only a look at the disk can tell, so no text can show an example."
    ),
)

RULES: tuple[Rule, ...] = (UNFIT_INCLUDE, NOTHING_INCLUDED)
