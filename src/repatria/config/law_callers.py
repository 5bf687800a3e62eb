"""Who asks the law: every rule of core/law with the modules outside of core that reach it, read from the source."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import repatria

ROOT = Path(repatria.__path__[0])
LAW = ROOT / "core" / "law"
BASES = ROOT / "core" / "vocabulary" / "bases.py"
"""What the law shares with the papers: its members are rules as those that stand in the law itself."""
PACKAGE = "repatria.core.law"
AWAITED = LAW / "awaited.toml"
OF_THE_DOCUMENTS = frozenset({"provisions", "provisions_page", "provision"})
"""The table of provisions is asked by the page that is generated from it."""

ROWS: Mapping[str, str] = {
    "CustodyEvent": "events of custody", "EnquiryEvent": "events of an enquiry",
    "HandoverEvent": "events of a hand-over",
    "ClosingReason": "reasons to close an enquiry", "ReleaseBasis": "bases of a release",
    "ReleaseOutcome": "ends of a release", "Attestation": "what is attested of a hand-over",
}  # fmt: skip
"""The kinds whose members are rules by themselves: each must be named, or taken as whatever member was entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """One rule and who asks it.

    Given:    `modules` outside of core; `through` what they ask where they do not name the rule itself: functions of
              the law that rest on it, or whatever member of its kind was entered.
    """

    rule: str
    modules: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A rule that nothing reaches yet, with the room and the issue that will call it."""

    rule: str
    room: str
    issue: int


@dataclass(slots=True)
class _Module:
    """What one module outside of core takes from the law."""

    name: str
    named: set[str] = field(default_factory=set)
    members: set[tuple[str, str]] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)


def _names(node: ast.AST) -> set[str]:
    nodes = list(ast.walk(node))
    found = {one.id for one in nodes if isinstance(one, ast.Name)}
    return found | {one.attr for one in nodes if isinstance(one, ast.Attribute)}


def _parsed(paths: Iterable[Path], words: Iterable[str] = ("",)) -> Iterator[tuple[Path, ast.Module]]:
    """The modules that hold one of some words, whichever way they write it; the others need no reading."""
    for path in sorted(paths):
        text = path.read_text("utf-8")
        if any(word in text for word in words):
            yield path, ast.parse(text)


def _aliases(nodes: Sequence[ast.AST], kinds: Iterable[str]) -> dict[str, str]:
    """The names under which a module knows the kinds: their own, imported as another, or short ones set beside."""
    known = {kind: kind for kind in kinds}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            known |= {one.asname: one.name for one in node.names if one.asname and one.name in ROWS}
    for node in nodes:
        if not isinstance(node, ast.Assign):
            continue
        left, right = node.targets[0], node.value
        pairs = zip(left.elts, right.elts, strict=True) if (
            isinstance(left, ast.Tuple) and isinstance(right, ast.Tuple) and len(left.elts) == len(right.elts)
        ) else [(left, right)]  # fmt: skip
        known |= {
            to.id: known[of.id] for to, of in pairs
            if isinstance(to, ast.Name) and isinstance(of, ast.Name) and of.id in known
        }  # fmt: skip
    return known


def _members_in(nodes: Sequence[ast.AST]) -> tuple[set[tuple[str, str]], set[str]]:
    """The members that a module names, and the kinds of which it takes any."""
    known = _aliases(nodes, ROWS)
    attributes = [one for one in nodes if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)]
    members = {(known[one.value.id], one.attr) for one in attributes if one.value.id in known}  # type: ignore[attr-defined]
    of_members = {id(one.value) for one in attributes}
    whole = {
        known[one.id] for one in nodes
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load) and one.id in known and id(one) not in of_members
    }  # fmt: skip
    return members, whole


def _outside() -> tuple[_Module, ...]:
    found = []
    outside = (path for path in ROOT.rglob("*.py") if "core" not in path.relative_to(ROOT).parts)
    for path, tree in _parsed(outside, (PACKAGE, *ROWS)):
        nodes = list(ast.walk(tree))
        made = _Module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        modules = set()
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
                made.named |= {one.name for one in node.names}
                modules |= {one.asname or one.name for one in node.names if (LAW / f"{one.name}.py").exists()}
        made.named |= {
            one.attr for one in nodes
            if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in modules
        }  # fmt: skip
        made.members, made.whole = _members_in(nodes)
        found.append(made)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawAsked:
    """The whole list: functions, members, words of guards, facts that guards ask about with who gives them, and what
    waits."""

    functions: tuple[Caller, ...]
    rows: Mapping[str, tuple[Caller, ...]]
    guards: tuple[Caller, ...]
    facts: tuple[Caller, ...]
    awaited: tuple[Awaited, ...]

    @property
    def unasked(self) -> frozenset[str]:
        """The rules that nothing outside of core reaches, the awaited among them."""
        rows = (one for rows in self.rows.values() for one in rows)
        every = (*self.functions, *self.guards, *self.facts, *rows)
        return frozenset(one.rule for one in every if not one.modules)


@dataclass(slots=True)
class _Function:
    """A function of the law: where it stands, and which others it rests on. Private ones are known by their file."""

    home: str
    uses: set[str]
    asked_by: set[str] = field(default_factory=set)
    through: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    @property
    def is_public(self) -> bool:
        return not self.home.partition(".")[2].startswith("_")


def awaited_rules() -> tuple[Awaited, ...]:
    """The one short list of rules that no room asks yet."""
    told = tomllib.loads(AWAITED.read_text("utf-8"))
    return tuple(Awaited(rule=rule, room=one["room"], issue=one["issue"]) for rule, one in told.items())


def law_asked() -> LawAsked:
    """Reads the package's own source and says of every rule who asks it.

    Given:    a name imported from the law counts as asked; a function of the law that is asked passes that on to those
              on which it rests.
    """
    functions = _functions()
    outside = _outside()
    for name, one in functions.items():
        one.asked_by = {module.name for module in outside if name in module.named}
    _pass_on(functions)
    public = [name for name, one in functions.items() if one.is_public and name not in OF_THE_DOCUMENTS]
    told = [_told(one.home, [one], functions) for one in map(functions.__getitem__, public)]
    words = sorted({word for one in functions.values() for word in one.words})
    standing = {word: [one for one in functions.values() if word in one.words] for word in words}
    return LawAsked(
        functions=tuple(sorted(told, key=lambda one: one.rule)),
        rows={kind: tuple(_member(kind, name, outside) for name in names) for kind, names in _members().items()},
        guards=tuple(_told(word, standing[word], functions) for word in words),
        facts=tuple(_facts()),
        awaited=awaited_rules(),
    )  # fmt: skip


def _functions() -> dict[str, _Function]:
    found: dict[str, _Function] = {}
    for path, tree in _parsed(LAW.glob("*.py")):
        private = {one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("_")}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                uses = {f"{path.stem}.{name}" if name in private else name for name in _names(node)}
                key = f"{path.stem}.{node.name}" if node.name in private else node.name
                found[key] = _Function(f"{path.stem}.{node.name}", uses, words=set(_guard_words(node)))
            elif isinstance(node, ast.ClassDef):
                # Its methods and properties are reached with the class itself.
                found[node.name] = _Function(f"{path.stem}._{node.name}", _names(node), words=set(_guard_words(node)))
    return found


def _pass_on(functions: Mapping[str, _Function]) -> None:
    """Says of each function through which public ones it is reached that others ask."""
    moved = True
    while moved:
        moved = False
        for name, one in functions.items():
            passed = {name} if one.asked_by else one.through
            for used in one.uses & set(functions) - {name}:
                if not passed <= functions[used].through:
                    functions[used].through |= passed
                    moved = True


def _told(rule: str, standing_in: Iterable[_Function], functions: Mapping[str, _Function]) -> Caller:
    """Whoever asks a rule: those that ask its own function, else those that ask the functions which rest on it."""
    places = list(standing_in)
    direct = {module for one in places for module in one.asked_by}
    through = set() if direct else {by for one in places for by in one.through}
    return Caller(
        rule=rule, through=tuple(sorted(through)),
        modules=tuple(sorted(direct or {module for by in through for module in functions[by].asked_by})),
    )  # fmt: skip


def _members() -> dict[str, list[str]]:
    return {
        node.name: [one.targets[0].id for one in node.body
                    if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)]
        for _path, tree in _parsed((*LAW.glob("*.py"), BASES)) for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name in ROWS
    }  # fmt: skip


def _member(kind: str, name: str, outside: tuple[_Module, ...]) -> Caller:
    named = tuple(one.name for one in outside if (kind, name) in one.members)
    takes_any = tuple(one.name for one in outside if kind in one.whole)
    return Caller(rule=f"{kind}.{name}", modules=named or takes_any, through=() if named else (f"any {kind}",))


def _facts() -> Iterator[Caller]:
    """Every fact that guards ask about, with the modules that give it: what nobody gives, no room can ever meet."""
    classes = {
        node.name: [one.target.id for one in node.body
                    if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
        for _path, tree in _parsed(LAW.glob("*.py")) for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Facts")
    }  # fmt: skip
    given = list(_given(classes))
    for name, fields in sorted(classes.items()):
        for fact in fields:
            modules = {module for module, kind, said in given if said == fact and kind in (name, "replace")}
            yield Caller(rule=f"{name}.{fact}", modules=tuple(sorted(modules)))


def _given(classes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Where a fact is given: (module, class or "replace", fact). A constant that grants nothing gives none."""
    of_facts = {*classes, "replace"}
    core = ROOT / "core"
    outside = (path for path in ROOT.rglob("*.py") if core not in path.parents or path.parent == LAW)
    for path, tree in _parsed(outside, of_facts):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not (kinds := _names(node.func) & of_facts):
                continue
            for one in node.keywords:
                is_nothing = isinstance(one.value, ast.Constant) and not one.value.value
                if one.arg and not is_nothing:
                    yield module, next(iter(kinds)), one.arg


def _guard_words(rule: ast.AST) -> Iterator[str]:
    """The second word of each `need(...)`, or the first of each line of a table that is walked for it."""
    nodes = list(ast.walk(rule))
    needs = [one for one in nodes if isinstance(one, ast.Call) and _names(one.func) == {"need"} and len(one.args) > 1]
    yield from (str(one.args[1].value) for one in needs if isinstance(one.args[1], ast.Constant))
    tables = [one.iter for one in nodes if isinstance(one, ast.For) and isinstance(one.iter, ast.Tuple)]
    if any(isinstance(one.args[1], ast.Name) for one in needs):
        lines = (line.elts[0] for table in tables for line in table.elts if isinstance(line, ast.Tuple))
        yield from (str(first.value) for first in lines if isinstance(first, ast.Constant))
