"""Tests of scripts/lint: what it finds, and what it leaves alone."""
import importlib.machinery
import importlib.util
import pathlib
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
loader = importlib.machinery.SourceFileLoader("lint", str(ROOT / "scripts/lint"))
lint = importlib.util.module_from_spec(importlib.util.spec_from_loader("lint", loader))
loader.exec_module(lint)

PARAMETERS = ", ".join(f"_ p{number}: [String: (Int, Int)]" for number in range(7))


class Sizes(unittest.TestCase):
    def found(self, source):
        return [what for _, what in lint.sizes(source, source.splitlines())]

    def test_parameters_are_counted_without_commas_in_types(self):
        self.assertEqual(self.found(f"func f({PARAMETERS}) -> Int {{ 0 }}\n"), ["f: 7 parameters"])
        self.assertEqual(self.found("func f(a: (Int, Int), b: [Int: Int], c: Pair<A, B>) {}\n"), [])
        self.assertEqual(self.found(f"init({PARAMETERS}) {{ }}\n"), ["init: 7 parameters"])

    def test_a_reason_above_the_declaration_is_accepted(self):
        self.assertEqual(
            self.found(f"/// Makes it.\n// Reason: one for each property.\n@inlinable\nfunc f({PARAMETERS}) {{}}\n"),
            [])

    def test_a_call_of_an_initialiser_is_not_a_declaration(self):
        self.assertEqual(self.found(f"let a = T.init({PARAMETERS})\nlet b = 1\n"), [])

    def test_lines_of_functions_are_counted_despite_braces_in_literals(self):
        body = "\n".join(['  let text = "}"  // }'] * 60)
        self.assertEqual(self.found(f"func f() {{\n{body}\n}}\n"), ["f: 62 lines in one function"])
        self.assertEqual(self.found('func f() {\n  print("\\(g("}"))")\n}\n' + "let a = 1\n" * 70), [])

    def test_long_files_are_found_unless_a_reason_is_in_the_first_line(self):
        self.assertEqual(self.found("let a = 1\n" * 401), ["401 lines in one file"])
        self.assertEqual(self.found("// Reason: a table.\n" + "let a = 1\n" * 401), [])


class Imports(unittest.TestCase):
    def test_testable_imports_are_found_outside_comments_and_literals(self):
        text = "import A\n// @testable import A\n@testable import B\nlet text = \"@testable\"\n"
        self.assertEqual([number for number, _ in lint.testable_imports(text)], [3])


class Documents(unittest.TestCase):
    def test_tables_and_long_words_may_be_long(self):
        lines = ["| a | " + "b " * 60, "x" * 120, "a " * 60]
        self.assertEqual([number for number, _ in lint.long_lines(lines)], [3])


class Words(unittest.TestCase):
    def setUp(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write('fix(ed)? it -> "repair"\nshed -> "hut"\nallow a/*.swift shed roof\n')
            file.flush()
            self.words = lint.WordList(pathlib.Path(file.name))

    def found(self, path, line):
        return [what for _, what in self.words.findings(path, [line])]

    def test_whole_words_are_found_in_names_too(self):
        self.assertEqual(self.found("x.md", "They Fixed it."), ['"Fixed it": write "repair"'])
        self.assertEqual(len(self.found("x.swift", "let freeShed = 1")), 1)
        self.assertEqual(self.found("x.md", "a watershed"), [])

    def test_what_is_allowed_is_not_found(self):
        self.assertEqual(self.found("a/b.swift", "the shed roof"), [])
        self.assertEqual(len(self.found("b.swift", "the shed roof")), 1)


if __name__ == "__main__":
    unittest.main()
