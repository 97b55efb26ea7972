"""Small lies put into code one at a time, to see whether any test would notice.

A mutant is one function with one change: a comparison that is off by one, a condition left out, a rule that is not
said. It is made from the source, so what is added to a module tomorrow is tried without a word here. The function's
code is exchanged where it stands: whoever has the function, wherever it was imported, runs the changed one.
"""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import inspect
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

SECONDS = 5.0
"""A changed loop may never end: after so long it counts as noticed."""
Probe = Callable[[], None]
"""Raises where what it looks at is not right."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_Place = tuple[tuple[str, int | None], ...]
"""The way from a function's node to one inside it: fields, with the position where the field is a list."""


@dataclass(frozen=True)
class Mutant:
    """One function with one change. `function`: its qualified name; `was` and `now`: the source of what changed."""

    module: str
    function: str
    was: str
    now: str
    code: CodeType

    def __str__(self) -> str:
        place = f"{self.module.rpartition('.')[2]}.{self.function}"
        return f"{place}: no {self.was}" if self.now == "pass" else f"{place}: {self.now}"

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """With the changed function in place of the true one."""
        function = _function(importlib.import_module(self.module), self.function)
        true = function.__code__
        function.__code__ = self.code
        try:
            yield
        finally:
            function.__code__ = true


def mutants(module: str, *, of: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every mutant of a module; `of`: only of these functions, by qualified name."""
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    for top in tree.body:
        for name, node in _functions(top):
            if of and name not in of:
                continue
            for place, changed in _changes(node):
                was = ast.unparse(_at(node, place))
                code = _code(_with(node, place, changed), name)
                yield Mutant(module, name, was, ast.unparse(changed), code)


def without(module: str, rule: str) -> Iterator[Mutant]:
    """The functions of a module, each with every statement left out that says the code of this rule."""
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    for top in tree.body:
        for name, node in _functions(top):
            silent = _Silent(rule)
            changed = silent.visit(copy.deepcopy(node))
            if silent.found:
                yield Mutant(module, name, f"says {rule}", "says nothing", _code(changed, name))


def survives(mutant: Mutant, probes: Sequence[Probe]) -> bool:
    """Whether no probe notices the change."""
    with mutant.in_place():
        for probe in probes:
            try:
                with _time():
                    probe()
            except Exception:
                return False
    return True


class _TooLongError(Exception):
    pass


@contextmanager
def _time() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _functions(top: ast.stmt) -> Iterator[tuple[str, ast.FunctionDef]]:
    if isinstance(top, ast.FunctionDef):
        yield top.name, top
    elif isinstance(top, ast.ClassDef):
        for each in top.body:
            if isinstance(each, ast.FunctionDef):
                yield f"{top.name}.{each.name}", each


def _changes(function: ast.FunctionDef) -> Iterator[tuple[_Place, ast.AST]]:
    for number, statement in enumerate(function.body):
        yield from _below(statement, (("body", number),))


def _below(node: ast.AST, place: _Place) -> Iterator[tuple[_Place, ast.AST]]:
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return  # words, and docstrings
    if isinstance(node, ast.AnnAssign) and node.value is None:
        return
    yield from ((place, changed) for changed in _changed(node))
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "ctx", "op", "ops"):
            continue
        if isinstance(value, ast.AST):
            yield from _below(value, (*place, (field, None)))
        elif isinstance(value, list):
            for number, each in enumerate(value):
                if isinstance(each, ast.AST):
                    yield from _below(each, (*place, (field, number)))


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    """What a node may be changed into."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            for number, op in enumerate(ops):
                yield ast.Compare(left, [*ops[:number], _COMPARED[type(op)](), *ops[number + 1 :]], others)
        case ast.BoolOp(op=op, values=values):
            for number in range(len(values)):
                rest = values[:number] + values[number + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _RECKONED:
            yield ast.BinOp(left, _RECKONED[type(op)](), right)
        case ast.AugAssign(op=op) if type(op) in _RECKONED:
            yield ast.Pass()
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))  # still a generator
        case ast.Expr(value=ast.Call()) | ast.Continue():
            yield ast.Pass()
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.IfExp(test=ast.Name() | ast.Attribute() | ast.Call()):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name], ast.Load()), node.args, node.keywords)
        case ast.Return(value=ast.Constant(value=bool() as said)):
            yield ast.Return(ast.Constant(not said))


def _at(node: ast.AST, place: _Place) -> ast.AST:
    for field, number in place:
        value = getattr(node, field)
        node = value if number is None else value[number]
    return node


def _with(function: ast.FunctionDef, place: _Place, changed: ast.AST) -> ast.FunctionDef:
    root = copy.deepcopy(function)
    field, number = place[-1]
    parent = _at(root, place[:-1])
    if number is None:
        setattr(parent, field, copy.deepcopy(changed))
    else:
        getattr(parent, field)[number] = copy.deepcopy(changed)
    return root


def _code(function: ast.FunctionDef, name: str) -> CodeType:
    """The code of a function (without its decorators, which keep theirs)."""
    function.decorator_list = []
    body: ast.stmt = function
    owner = name.rpartition(".")[0]
    if owner:
        body = ast.ClassDef(owner, [], [], [function], [])
    future = ast.ImportFrom("__future__", [ast.alias("annotations")], 0)
    whole = compile(ast.fix_missing_locations(ast.Module([future, body], [])), f"<mutant of {name}>", "exec")
    return next(code for code in _codes(whole) if code.co_qualname == name)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _function(module: ModuleType, name: str) -> FunctionType:
    owner, _, last = name.rpartition(".")
    found: Any = vars(getattr(module, owner) if owner else module)[last]
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, classmethod | staticmethod):
        found = found.__func__
    elif isinstance(found, functools.cached_property):
        found = found.func
    function: FunctionType = inspect.unwrap(found)
    return function


class _Silent(ast.NodeTransformer):
    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.found = False

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if not any(isinstance(each, ast.Constant) and each.value == self.rule for each in ast.walk(node)):
            return node
        self.found = True
        return ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load()))) if _yields(node) else ast.Pass()


def _yields(node: ast.Expr) -> bool:
    return isinstance(node.value, ast.Yield | ast.YieldFrom)
