"""Type declarations as commands of Isabelle.

In: a group of data types, an opaque type or a synonym. Out: `record`, `datatype`, `typedecl` or `type_synonym`. What
the datatypes of HOL cannot say is reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from diglot.core.ast import ConstructorInfo, DataType, FieldInfo, OpaqueType, TypeFunction, TypeGroup
from diglot.names import Symbol
from diglot.source import Span
from diglot.theory import ast
from diglot.theory.library.rules import call
from diglot.theory.translate.constructor_limits import GroupName, groups, inner_name, left_out
from diglot.theory.translate.context import Context
from diglot.theory.translate.datatype_limits import DatatypeLimits
from diglot.theory.translate.encoding import enclosing_types
from diglot.theory.translate.errors import EmptyType, NonUniformType, RecursionThroughType
from diglot.theory.translate.locals import LocalNames
from diglot.theory.translate.types import TypeTranslator
from diglot.typed import types as typed


@dataclass(frozen=True, slots=True)
class TypeDeclarations:
    """Translates the types of one module."""

    context: Context

    def opaque(self, type_: OpaqueType) -> ast.Item:
        """A type of which nothing is known."""
        parameters = self._types().bind(type_.parameters, type_.symbol.span)
        return ast.Typedecl(
            name=self._name(type_.symbol), parameters=parameters, source=type_.span, documentation=type_.doc
        )

    def synonym(self, type_: TypeFunction) -> ast.Item:
        """Another name for a type."""
        types = self._types()
        parameters = types.bind(type_.parameters, type_.symbol.span)
        body = types.translate(type_.body, type_.span)
        self.context.synonyms.add(type_.symbol)
        return ast.TypeSynonym(
            name=self._name(type_.symbol),
            parameters=parameters,
            body=body,
            source=type_.span,
            documentation=type_.doc,
        )

    def group(self, group: TypeGroup) -> tuple[ast.Item, ...]:
        """Data types that may mention each other."""
        if group.recursive:
            self._check_recursion(group)
        (first, *others) = group.types
        if not others and first.symbol in self.context.naming.records:
            return (self._record(first),)
        if not others and first.symbol in self.context.naming.groups:
            return self._large(first)
        if not others and not first.constructors:
            parameters = self._types().bind(first.parameters, first.symbol.span)
            name = self._name(first.symbol)
            return (ast.Typedecl(name=name, parameters=parameters, source=first.span, documentation=first.doc),)
        return (self._datatypes(group),)

    def _datatypes(self, group: TypeGroup) -> ast.Datatype:
        (first, *_) = group.types
        own = {type_.symbol: self._name(type_.symbol) for type_ in group.types}
        types = tuple(self._datatype(type_, group, own) for type_ in group.types)
        return ast.Datatype(
            types=types,
            without=left_out(types),
            source=first.span,
            documentation="\n\n".join(type_.doc for type_ in group.types if type_.doc),
        )

    def _record(self, type_: DataType) -> ast.Record:
        types = self._types()
        parameters = types.bind(type_.parameters, type_.symbol.span)
        fields = tuple(
            ast.RecordField(
                self._name(field.projection), types.translate(field.type, self._place(field, type_)), source=field.span
            )
            for field in type_.constructors[0].fields
            if field.projection is not None
        )
        return ast.Record(
            name=self._name(type_.symbol),
            parameters=parameters,
            fields=fields,
            source=type_.span,
            documentation=type_.doc,
        )

    def _datatype(self, type_: DataType, group: TypeGroup, own: Mapping[Symbol, str]) -> ast.DatatypeBody:
        types = self._types(own)
        leader = group.types[0]
        if len(type_.parameters) == len(leader.parameters):
            types.alias(type_.parameters, leader.parameters)
        parameters = types.bind(type_.parameters, type_.symbol.span)
        constructors = tuple(self._constructor(constructor, type_, types) for constructor in type_.constructors)
        return ast.DatatypeBody(self._name(type_.symbol), parameters, constructors)

    def _constructor(
        self, constructor: ConstructorInfo, type_: DataType, types: TypeTranslator
    ) -> ast.DatatypeConstructor:
        arguments = []
        for field in constructor.fields:
            translated = types.translate(field.type, self._place(field, type_))
            selector = self._name(field.projection) if field.projection is not None else None
            note = field.name or "" if selector is None else ""
            arguments.append(ast.DatatypeArgument(translated, selector, note))
        return ast.DatatypeConstructor(self._name(constructor.symbol), tuple(arguments), source=constructor.symbol.span)

    # -- Large types --------------------------------------------------------------------------------------------------

    def _large(self, type_: DataType) -> tuple[ast.Item, ...]:
        """A datatype for each group, one for all of them, and an abbreviation for each constructor."""
        types = self._types()
        parameters = types.bind(type_.parameters, type_.symbol.span)
        variables = tuple(ast.TypeVariable(parameter) for parameter in parameters)
        names = self.context.naming.groups[type_.symbol]
        items: list[ast.Item] = []
        whole: list[ast.DatatypeConstructor] = []
        shorthands: list[ast.Item] = []
        result = ast.TypeApplication(self._name(type_.symbol), variables)
        for name, members in zip(names, groups(type_), strict=True):
            constructors = [self._constructor(constructor, type_, types) for constructor in members]
            inner = tuple(replace(constructor, name=inner_name(constructor.name)) for constructor in constructors)
            part = ast.DatatypeBody(name.type, parameters, inner)
            items.append(ast.Datatype(types=(part,), without=left_out((part,)), source=type_.span))
            whole.append(
                ast.DatatypeConstructor(
                    name.constructor, (ast.DatatypeArgument(ast.TypeApplication(name.type, variables)),)
                )
            )
            shorthands.extend(self._shorthand(constructor, name, result) for constructor in constructors)
        body = ast.DatatypeBody(result.name, parameters, tuple(whole))
        items.append(ast.Datatype(types=(body,), without=left_out((body,)), source=type_.span))
        return (replace(items[0], documentation=type_.doc), *items[1:], *shorthands)

    def _shorthand(self, constructor: ast.DatatypeConstructor, group: GroupName, result: ast.Type) -> ast.Abbreviation:
        """A constructor of a group under its own name."""
        fresh = LocalNames(self.context.naming).fresh_names()
        parameters = tuple(ast.Identifier(fresh("x")) for _ in constructor.arguments)
        type_ = result
        for argument in reversed(constructor.arguments):
            type_ = ast.FunctionType(argument.type, type_)
        inner = call(inner_name(constructor.name), *parameters)
        return ast.Abbreviation(
            name=constructor.name,
            type=type_,
            parameters=parameters,
            body=call(group.constructor, inner),
            source=constructor.source,
        )

    # -- What datatypes can say ---------------------------------------------------------------------------------------

    def _check_recursion(self, group: TypeGroup) -> None:
        members = {type_.symbol: type_ for type_ in group.types}
        counts = {len(type_.parameters) for type_ in group.types}
        limits = DatatypeLimits(self.context.naming)
        for type_ in group.types:
            if len(counts) > 1:
                self.context.report(NonUniformType(self.context.path, type_.span, type_.symbol.name))
            own = tuple(typed.Rigid(parameter.variable) for parameter in type_.parameters)
            for constructor in type_.constructors:
                for field in constructor.fields:
                    self._check_field(type_, field, members, own, limits)
        for type_ in limits.empty_types(group.types):
            self.context.report(EmptyType(self.context.path, type_.symbol.span, type_.symbol.name))

    def _check_field(
        self,
        type_: DataType,
        field: FieldInfo,
        members: Mapping[Symbol, DataType],
        own: tuple[typed.Type, ...],
        limits: DatatypeLimits,
    ) -> None:
        span = self._place(field, type_)
        for around in enclosing_types(field.type, members):
            through = around.symbol
            inside = (index for index, argument in enumerate(around.arguments) if _uses(argument, members))
            if type_.positive and self.context.naming.home(through) and not self.context.naming.is_record(through):
                continue  # what a type marked `positive` does inside of others is looked at in `open_types`
            if through not in members and not all(limits.is_open(through, index) for index in inside):
                self.context.report(RecursionThroughType(self.context.path, span, type_.symbol.name, through.name))
        if any(use.arguments != own for use in _uses(field.type, members)):
            self.context.report(NonUniformType(self.context.path, span, type_.symbol.name))

    # -- Parts --------------------------------------------------------------------------------------------------------

    def _types(self, own: Mapping[Symbol, str] | None = None) -> TypeTranslator:
        return TypeTranslator(self.context, own)

    def _name(self, symbol: Symbol) -> str:
        return self.context.naming.declared[symbol].name

    def _place(self, field: FieldInfo, type_: DataType) -> Span:
        return field.span if field.span.end else type_.span


def _uses(type_: typed.Type, members: Mapping[Symbol, DataType]) -> tuple[typed.Constructed, ...]:
    """Every use of a member."""
    return tuple(
        [part for part in typed.subtypes(type_) if isinstance(part, typed.Constructed) and part.symbol in members]
    )
