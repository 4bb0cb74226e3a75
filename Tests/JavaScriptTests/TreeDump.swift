import Diagnostics

@testable import JavaScript

/// What a test sees of a module: its tree as compact S-expressions, or what was wrong with it.
struct Parsed {
    var tree: SyntaxTree
    var names: NameTable

    /// The module's items, with ` ; ` between.
    var dump: String { items(tree.body, separator: " ; ") }

    func text(_ name: NameID) -> String { names.string(name) }

    func items(_ list: NodeList, separator: String = " ") -> String {
        tree[list].map { self[$0] }.joined(separator: separator)
    }

    /// One node; `_` for none.
    subscript(id: NodeID) -> String {
        if id.isNone { return "_" }
        return switch tree[id] {
        case .identifier(let name): text(name)
        case .this: "this"
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .number(let index): "\(tree.numbers[Int(index)])"
        case .bigInt(let digits): "\(text(digits))n"
        case .string(let name): "'\(text(name))'"
        case .privateName(let name): "#\(text(name))"
        case .importMeta: "import.meta"
        case .newTarget: "new.target"
        case .templateElement(let cooked, let raw): cooked == raw ? "`\(text(raw))`" : "`\(cooked.map(text) ?? "!")|\(text(raw))`"
        case .functionDeclaration(let function), .function(let function): dump(function)
        case .classDeclaration(let index), .classExpression(let index): dumpClass(index)
        case .importDeclaration(let index): dumpImport(tree.imports[Int(index)])
        case .exportNames(let index): dumpExport(tree.exports[Int(index)])
        default: "(\(head(tree[id]))\(arguments(tree[id])))"
        }
    }

    /// The word that a node's parentheses start with.
    private func head(_ node: Node) -> String {
        switch node {
        case .unary(let operation, _): "\(operation)"
        case .update(let operation, let isPrefix, _): (isPrefix ? "pre-" : "post-") + "\(operation)"
        case .binary(let operation, _, _): "\(operation)"
        case .logical(let operation, _, _): "\(operation)"
        case .assignment: "="
        case .compoundAssignment(let operation, _, _): "\(operation)="
        case .logicalAssignment(let operation, _, _): "\(operation)="
        case .member(_, let name, let isOptional): (isOptional ? "?." : ".") + text(name)
        case .privateMember(_, let name, let isOptional): (isOptional ? "?.#" : ".#") + text(name)
        case .superMember(let name): "super." + text(name)
        case .computedMember(_, _, let isOptional): isOptional ? "?.[]" : "[]"
        case .call(_, _, let isOptional): isOptional ? "?.call" : "call"
        case .privateIn(let name, _): "in #" + text(name)
        case .property(_, _, let kind, let isComputed): (isComputed ? "computed-" : "") + "\(kind)"
        case .patternProperty(_, _, let isComputed): isComputed ? "computed-key" : "key"
        case .variables(let kind, _): "\(kind)"
        case .labeled(let name, _): "label \(text(name))"
        case .break(let label): "break" + (label.map { " " + text($0) } ?? "")
        case .continue(let label): "continue" + (label.map { " " + text($0) } ?? "")
        case .yield(_, let isDelegate): isDelegate ? "yield*" : "yield"
        case .forOf(_, _, _, let isAwait): isAwait ? "forAwait" : "forOf"
        case .importCall(_, _, let phase): phase == .evaluation ? "import" : "import.\(phase)"
        case .classMethod(_, _, let kind, let flags): prefix(flags) + "\(kind)"
        case .classField(_, _, let flags): prefix(flags) + "field"
        default: String(describing: node).prefix { $0 != "(" }.description
        }
    }

    private func prefix(_ flags: ClassMemberFlags) -> String {
        (flags.contains(.isStatic) ? "static-" : "") + (flags.contains(.isComputed) ? "computed-" : "")
    }

    private func arguments(_ node: Node) -> String {
        let parts: [String] =
            switch node {
            case .template(let list), .array(let list), .object(let list), .sequence(let list), .superCall(let list),
                .objectPattern(let list), .arrayPattern(let list), .block(let list), .variables(_, let list):
                tree[list].map { self[$0] }
            case .taggedTemplate(let child, let list), .call(let child, let list, _), .new(let child, let list),
                .switch(let child, let list), .switchCase(let child, let list):
                [self[child]] + tree[list].map { self[$0] }
            case .property(let a, let b, _, _), .binary(_, let a, let b), .logical(_, let a, let b), .assignment(let a, let b),
                .compoundAssignment(_, let a, let b), .logicalAssignment(_, let a, let b), .computedMember(let a, let b, _),
                .importCall(let a, let b, _), .patternProperty(let a, let b, _), .patternDefault(let a, let b),
                .declarator(let a, let b), .while(let a, let b), .doWhile(let a, let b), .classMethod(let a, let b, _, _),
                .classField(let a, let b, _):
                [self[a], self[b]]
            case .conditional(let a, let b, let c), .if(let a, let b, let c), .forIn(let a, let b, let c), .forOf(let a, let b, let c, _):
                [self[a], self[b], self[c]]
            case .for(let a, let b, let c, let d), .try(let a, let b, let c, let d): [self[a], self[b], self[c], self[d]]
            case .return(let child), .yield(let child, _): [self[child]]
            default: children(node)
            }
        return parts.isEmpty ? "" : " " + parts.joined(separator: " ")
    }

    private func children(_ node: Node) -> [String] {
        switch node {
        case .spread(let child), .unary(_, let child), .update(_, _, let child), .member(let child, _, _),
            .privateMember(let child, _, _), .superComputedMember(let child), .optionalChain(let child), .await(let child),
            .privateIn(_, let child), .rest(let child), .expressionStatement(let child), .throw(let child), .labeled(_, let child),
            .exportDeclaration(let child), .exportDefault(let child), .classStaticBlock(let child):
            [self[child]]
        default: []
        }
    }

    private func dump(_ id: FunctionID) -> String {
        let function = tree[id]
        let words: [(SyntaxTree.FunctionFlags, String)] = [
            (.isAsync, "async"), (.isGenerator, "generator"), (.isArrow, "arrow"), (.hasExpressionBody, "expression"),
            (.isMethod, "method"), (.isGetter, "getter"), (.isSetter, "setter"), (.isClassConstructor, "constructor"),
            (.isDerivedConstructor, "derived"), (.isFieldInitializer, "field"), (.isStaticBlock, "block"),
            (.usesArguments, "arguments"), (.usesThis, "this"),
        ]
        let flags = words.filter { function.flags.contains($0.0) }.map { " +" + $0.1 }.joined()
        let name = function.name.map { " " + text($0) } ?? ""
        return "(function\(name)\(flags) (\(items(function.parameters))) \(items(function.body)))"
    }

    private func dumpClass(_ index: UInt32) -> String {
        let definition = tree.classes[Int(index)]
        let name = definition.name.map { " " + text($0) } ?? ""
        let parent = definition.superclass.isNone ? "" : " extends \(self[definition.superclass])"
        let constructor = definition.constructor.isNone ? "" : " \(self[definition.constructor])"
        let members = tree[definition.members].map { " " + self[$0] }.joined()
        return "(class\(name)\(parent)\(constructor)\(members))"
    }

    func dump(_ request: ModuleRequestID) -> String {
        let request = tree.requests[Int(request.index)]
        let attributes = request.attributes.map { " \(text($0.key))=\(text($0.value))" }.joined()
        return "'\(text(request.specifier))'" + (request.phase == .evaluation ? "" : " \(request.phase)") + attributes
    }

    private func dumpImport(_ declaration: SyntaxTree.ImportDeclaration) -> String {
        let specifiers = declaration.specifiers.map { specifier in
            switch specifier {
            case .named(let imported, let local, _): "\(text(imported)):\(text(local)) "
            case .namespace(let local, _): "*:\(text(local)) "
            }
        }
        return "(import \(declaration.hasClause ? "{" + specifiers.joined().trimmingEnd + "} " : "")\(dump(declaration.request)))"
    }

    private func dumpExport(_ declaration: SyntaxTree.ExportDeclaration) -> String {
        let specifiers = declaration.specifiers.map { specifier in
            switch specifier {
            case .named(let local, let exported, _): "\(text(local)):\(text(exported)) "
            case .all(let exported, _): "*" + (exported.map { ":" + text($0) } ?? "") + " "
            }
        }
        return "(export {\(specifiers.joined().trimmingEnd)}\(declaration.request.map { " " + dump($0) } ?? ""))"
    }
}

extension String {
    fileprivate var trimmingEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}

/// Parses a module that must be right.
func parse(_ text: String) throws(Diagnostic) -> Parsed {
    var names = NameTable()
    let tree = try parseModule(SourceFile(name: "m.mjs", text: text), names: &names)
    return Parsed(tree: tree, names: names)
}

/// The dump of a module; of an expression statement only the expression.
func dump(_ text: String) -> String {
    do {
        var result = try parse(text).dump
        let prefix = "(expressionStatement "
        if result.hasPrefix(prefix), !result.contains(" ; ") { result = String(result.dropFirst(prefix.count).dropLast()) }
        return result
    } catch {
        return complaint(error)
    }
}

/// What is wrong with a module, as `line:column message`; `unsupported` stands before it where that is the kind.
func complaint(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location.map { "\($0.line):\($0.column) " } ?? ""
    return place + (diagnostic.kind == .unsupported ? "unsupported: " : "") + diagnostic.message
}

func complaint(about bytes: [UInt8]) -> String? { diagnostic(about: bytes).map(complaint) }

func diagnostic(about bytes: [UInt8]) -> Diagnostic? {
    var names = NameTable()
    do {
        _ = try parseModule(SourceFile(name: "m.mjs", bytes: bytes), names: &names)
        return nil
    } catch {
        return error
    }
}

func diagnostic(about text: String) -> Diagnostic? { diagnostic(about: Array(text.utf8)) }

func complaint(about text: String) -> String? { complaint(about: Array(text.utf8)) }
