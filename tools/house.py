"""The measures of the house: how long, how deep, how tangled; ``python -m tools.house [FOLDER]``.

Reads the source with `ast` and runs none of it, so an older checkout is measured the same way. The
same source gives the same lines. What is counted: ``monitor/``, ``pages/`` and ``app.py``.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
FORMER = {
    "ingest": ("build", "refresh"),
    "upload": ("own",),
    "build": ("ingest",),
    "own": ("upload",),
}
"""What rooms were called before, or will be, so that other checkouts are measured alike."""
LONG_FILE, LONG_FUNCTION = 300, 60
ALIKE = 5
"""Lines that stand in two places before they are a pair."""
STEMS = {"data": "data_page"}
"""The folder of a page, where that has not the name of the page."""
ANSWERS = "monitor/answers/"
"""What all pages ask of the figures; not of the page of that name."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Module = tuple[str, Path, str, ast.Module]
"""Its name, its file, what stands in it, and that read."""


def modules(root: Path) -> list[Module]:
    """Read every module of the monitor, by name."""
    paths = [*root.glob("monitor/**/*.py"), *root.glob("pages/*.py"), root / "app.py"]
    found = []
    for path in sorted(paths):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        text = path.read_text(encoding="utf-8")
        found.append((name, path, text, ast.parse(text)))
    return found


# ---------------------------------------------------------------- how long


def functions(tree: ast.Module) -> Iterator[Function]:
    """Yield every function of a module, also those within another."""
    return (n for n in ast.walk(tree) if isinstance(n, Function))


def length(function: Function) -> int:
    """Lines of a function from its name to its end, without its decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the functions and classes of a module that other modules may use."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def documented(function: Function) -> bool:
    """Whether a docstring says what goes in: a section on the parameters, where there are any."""
    text = ast.get_docstring(function) or ""
    asked = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return bool(text) and (not asked or re.search(r"^Parameters\n-+$", text, re.M) is not None)


# ---------------------------------------------------------------- who uses whom


def imports(module: Module, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield what a module imports of the monitor, with the line.

    What stands under ``if TYPE_CHECKING`` is for the reader of types and left out.
    """
    name, path, _text, tree = module
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    unread = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for part in node.body
        for inner in ast.walk(part)
    }
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        if isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            aims = [f"{base}.{a.name}" if f"{base}.{a.name}" in names else base for a in node.names]
        elif isinstance(node, ast.Import):
            aims = [alias.name for alias in node.names]
        else:
            continue
        for aim in dict.fromkeys(aims):
            if aim in names and aim != name:
                yield aim, node.lineno


def cycles(uses: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that come back to themselves (Tarjan's components)."""

    @cache
    def reached(start: str) -> frozenset[str]:
        seen: set[str] = set()
        open_ = [start]
        while open_:
            new = uses.get(open_.pop(), set()) - seen
            seen |= new
            open_ += new
        return frozenset(seen)

    turning = sorted(m for m in uses if m in reached(m))
    rings = {tuple(o for o in turning if o in reached(m) and m in reached(o)) for m in turning}
    return [list(ring) for ring in sorted(rings)]


def room(name: str) -> str:
    """Return the room of a module: the folder or file right under ``monitor``, else ``pages``."""
    return name.split(".")[1] if name.startswith("monitor.") else name.partition(".")[0]


def flow() -> dict[str, int]:
    """Return how high each room stands, by the contract that the linter holds (pyproject.toml)."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["id"] == "flow")
    level = {
        name: height
        for height, layer in enumerate(reversed(layers))
        for name in re.findall(r"\w+", layer)
    }
    return {old: level[new] for new in level for old in FORMER.get(new, ())} | level


def against(found: Iterable[Module], names: set[str]) -> list[str]:
    """Return the imports that go up the flow, with their place."""
    out, level = [], flow()
    for module in found:
        here = room(module[0])
        for aim, line in imports(module, names):
            if here in level and level.get(room(aim), -1) > level[here]:
                out.append(f"{module[0]}:{line} -> {aim}")
    return out


def used_alone(found: list[Module]) -> list[str]:
    """Return public functions and classes whose name stands in no other module."""
    words = {name: set(re.findall(r"\w+", text)) for name, _path, text, _tree in found}
    everywhere = Counter(word for known in words.values() for word in known)
    called = {"command"}  # by typer
    return [
        f"{name}.{node.name}"
        for name, _path, _text, tree in found
        for node in public(tree)
        if everywhere[node.name] == 1 and node.name not in called and not node.decorator_list
    ]


# ---------------------------------------------------------------- what stands twice


def code_lines(text: str, tree: ast.Module) -> list[tuple[int, str]]:
    """Lines of code with their number: no imports, docstrings, comments, empty lines, brackets."""
    skipped: set[int] = set()
    for node in (n for n in ast.walk(tree) if isinstance(n, ast.stmt)):
        bare = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if bare or isinstance(node, ast.Import | ast.ImportFrom):
            skipped |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = ((n, line.split("  #")[0].strip()) for n, line in enumerate(text.splitlines(), 1))
    return [
        (n, line)
        for n, line in lines
        if n not in skipped and not line.startswith("#") and re.search(r"\w", line)
    ]


def pairs(found: Iterable[Module]) -> list[str]:
    """Return the places that stand twice: `ALIKE` lines of code and more, alike but for indent."""
    places: dict[tuple[str, ...], list[tuple[str, int, int]]] = defaultdict(list)
    for name, _path, text, tree in found:
        lines = code_lines(text, tree)
        for start in range(len(lines) - ALIKE + 1):
            window = lines[start : start + ALIKE]
            places[tuple(line for _n, line in window)].append((name, start, window[0][0]))
    seen: set[tuple[str, int, str, int]] = set()
    out = []
    for where in places.values():
        for i, (a, start_a, line_a) in enumerate(where):
            for b, start_b, line_b in where[i + 1 :]:
                if (a, start_a - 1, b, start_b - 1) not in seen:
                    out.append(f"{a}:{line_a} = {b}:{line_b}")
                seen.add((a, start_a, b, start_b))
    return sorted(out)


# ---------------------------------------------------------------- what a page costs


def cost(root: Path, page: str) -> list[str]:
    """Return the files of a page: those that bear its name, and those of ui that write it."""
    kinds = ("*.py", "*.po", "*.css", "*.toml", "*.js")
    files = [p for kind in kinds for p in root.glob(f"monitor/**/{kind}")]
    stem = STEMS.get(page, page)
    bears = re.compile(rf"(^|/){stem}(_\w+|-[\w-]+)?(\.\w+|/.*)$")
    # not where it is the name of an argument, as of the figures under a chart
    writes = re.compile(rf"[\"'/]({page}|{stem})[\"'/](?!: [a-z])")
    return sorted(
        name
        for path in [*files, *root.glob("pages/*.py"), root / "app.py"]
        if not (name := str(path.relative_to(root))).startswith(ANSWERS)
        and (
            bears.search(name)
            or (name.startswith("monitor/ui") and writes.search(path.read_text(encoding="utf-8")))
        )
    )


# ---------------------------------------------------------------- the report


def measures(root: Path) -> dict[str, object]:
    """Return every measure by what it is called."""
    found = modules(root)
    names = {name for name, *_ in found}
    every = [(length(f), f"{n}.{f.name}") for n, _p, _t, tree in found for f in functions(tree)]
    lengths = sorted(n for n, _ in every)
    ui = [
        node
        for name, _p, _t, tree in found
        if room(name) == "ui"
        for node in public(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    long_files = [
        f"{n} {len(t.splitlines())}" for n, _p, t, _ in found if len(t.splitlines()) > LONG_FILE
    ]
    uses = {m[0]: {aim for aim, _line in imports(m, names)} for m in found}
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, aims in uses.items():
        rooms[room(name)] |= {room(aim) for aim in aims} - {room(name)}
    return {
        "lines of production code": sum(len(text.splitlines()) for _n, _p, text, _ in found),
        "lines of code alone": sum(len(code_lines(text, tree)) for _n, _p, text, tree in found),
        "modules": len(found),
        "functions": len(every),
        "functions, median lines": round(median(lengths)),
        "functions, 90th percentile": round(quantiles(lengths, n=10)[-1]),
        "functions, longest": lengths[-1],
        f"functions over {LONG_FUNCTION} lines": sorted(
            f"{w} {n}" for n, w in every if n > LONG_FUNCTION
        ),
        f"files over {LONG_FILE} lines": sorted(long_files),
        "public functions of ui": len(ui),
        "of those without full docstring": sum(not documented(f) for f in ui),
        "public names used in one module only": used_alone(found),
        "import cycles between modules": [" - ".join(ring) for ring in cycles(uses)],
        "import cycles between rooms": [" - ".join(ring) for ring in cycles(rooms)],
        "arrows against the flow": against(found, names),
        f"pairs of duplicated places ({ALIKE} lines)": pairs(found),
    }


def main() -> None:
    """Print the measures of a folder; with ``--list`` also what is counted."""
    words = [w for w in sys.argv[1:] if w != "--list"]
    root = Path(words[0]).resolve() if words else ROOT
    for what, value in measures(root).items():
        many = value if isinstance(value, list) else None
        sys.stdout.write(f"{what}: {value if many is None else len(many)}\n")
        if many and "--list" in sys.argv:
            sys.stdout.write("".join(f"    {line}\n" for line in many))
    for path in sorted(root.glob("pages/*.py")):
        files = cost(root, path.stem)
        folders = {str(Path(f).parent) for f in files}
        sys.stdout.write(f"page {path.stem}: {len(files)} files in {len(folders)} folders\n")
        if "--list" in sys.argv:
            sys.stdout.write("".join(f"    {line}\n" for line in files))


if __name__ == "__main__":
    main()
